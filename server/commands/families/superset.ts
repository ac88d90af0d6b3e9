import type { Command } from 'commander'
import type { AddCommand } from '../command.ts'

/** `panorama superset`: our dashboards in Apache Superset. */
export function addSupersetCommands(program: Command, add: AddCommand): void {
  const superset = program.command('superset').description('dashboards in Apache Superset')
  add(
    superset,
    'config',
    "print what Superset's own configuration needs",
    async () => (await import('../superset-config.ts')).showSupersetConfig,
  )
  add(
    superset,
    'export [dashboard...]',
    'write a bundle that Superset imports; all dashboards that can be exported when none is named',
    async () => (await import('../superset-export.ts')).exportBoards,
  )
    .option('--out <file>', 'the archive to write', 'panorama-superset.zip')
    .option('--zone <name>', 'the time zone in which days are cut', 'UTC')
    .option('--data-set <name>', 'real or demo', 'real')
  add(
    superset,
    'push [dashboard...]',
    'install dashboards, roles and the service account in Superset, and let them be embedded',
    async () => (await import('../superset-push.ts')).pushBoards,
  )
    .option('--from <place>', 'a folder or archive of dashboards, in the place of our own')
    .option('--zone <name>', 'the time zone in which days are cut', 'UTC')
    .option('--data-set <name>', 'real or demo', 'real')
  add(
    superset,
    'pull <dashboard...>',
    'bring dashboards of a Superset (slugs or UUIDs), or an archive, into a folder of files that can be pushed',
    async () => (await import('../superset-pull.ts')).pullBoards,
  )
    .option('--out <folder>', 'where to', 'superset')
    .option('--force', 'put them in the place of files that are there')
  add(
    superset,
    'doctor [dashboard...]',
    'check the account, roles, tokens and dashboards, and tell the remedy; those listed in Panorama, or those named',
    async () => (await import('../superset-doctor.ts')).examineSupersetHere,
  ).option('--language <tag>', 'en or es', 'en')
}
