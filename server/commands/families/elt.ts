import type { Command } from 'commander'
import type { AddCommand } from '../command.ts'

/** `panorama elt`: tables of the LMS on their way into the lake, the catalogue and the warehouse. */
export function addEltCommands(program: Command, add: AddCommand): void {
  const elt = withSettings(
    program.command('elt').description('tables of the LMS into the lake, its catalogue and the warehouse'),
  )
  const addElt = <Options>(usage: string, description: string, load: Parameters<typeof add<Options>>[3]) =>
    withSettings(add<Options>(elt, usage, description, load))

  addElt(
    'init',
    'write a settings file for Open edX; an existing one stays as it is',
    async () => (await import('../elt-init.ts')).initElt,
  )

  addElt(
    'test-connections',
    'try the lake, the catalogue and every source; ends with 1 when one does not work',
    async () => (await import('../elt-test-connections.ts')).testEltConnections,
  )

  selecting(
    addElt(
      'extract-and-load',
      'bring tables of the LMS into the lake, its catalogue and the warehouse; ends with 1 when one failed',
      async () => (await import('../elt-extract-and-load.ts')).extractAndLoadHere,
    ),
  )
    .option('--force', 'read everything anew, whatever is there')
    .option('--lake-only', 'leave the warehouse as it is')
    .option('--run <id>', 'go on with a run that the server has begun')

  selecting(
    addElt(
      'set-tables',
      'list tables of the sources in the settings file; what is listed stays as it is',
      async () => (await import('../elt-set-tables.ts')).setEltTables,
    ),
  )
  selecting(
    addElt(
      'set-tables-fields',
      'list columns of the sources in the settings file, for tables that it lists',
      async () => (await import('../elt-set-tables-fields.ts')).setEltTablesFields,
    ),
  ).option('--remove-missing', 'take out tables and columns that the source does not have')
  selecting(
    addElt(
      'create-datalake-tables',
      'make the raw tables of Athena, with all partitions that the lake has',
      async () => (await import('../elt-catalogue.ts')).createDatalakeTables,
    ),
  )
  selecting(
    addElt(
      'create-table-views',
      'make the typed views of Athena, and the ready-made ones that stand on them',
      async () => (await import('../elt-catalogue.ts')).createTableViews,
    ),
  )
  selecting(
    addElt(
      'drop-datalake-tables',
      'drop raw tables and views of Athena; what lies in the lake stays',
      async () => (await import('../elt-catalogue.ts')).dropDatalakeTables,
    ),
  )
  addElt(
    'lake',
    'say what is published in the lake, by which runs, and who writes into it now',
    async () => (await import('../elt-lake.ts')).showLake,
  ).option('--verify', 'read every object and compare its checksum; ends with 1 when one is otherwise')
  addElt(
    'iam-policy',
    'print the least that AWS has to allow for the lake and its catalogue, as JSON for IAM; connects to nothing',
    async () => (await import('../elt-iam-policy.ts')).printLakePolicy,
  )
    .option('--for-reader', 'for who asks Athena, and not for who extracts')
    .option('--account <id>', 'the AWS account (default: PANORAMA_AWS_ACCOUNT_ID, else any)')
    .option('--results <place>', 'where the workgroup puts results: s3://bucket/path/')

  addElt(
    'privacy',
    'say what of each table leaves the LMS, and as what; connects to nothing',
    async () => (await import('../elt-privacy.ts')).showPrivacy,
  )
  addElt(
    'find-retired',
    'search the lake for people who were retired; ends with 1 when something of them is there',
    async () => (await import('../elt-find-retired.ts')).findRetiredHere,
  )
  add(
    elt,
    'status',
    'what comes from the LMS, how fresh it is, how the last runs went; ends with 1 when the newest failed',
    async () => (await import('../elt-status.ts')).showEltStatus,
  )
}

/** Before the command as in panorama-elt, or behind it. */
function withSettings(command: Command): Command {
  return command
    .option('--settings <file>', 'the settings file (default: panorama_settings.yaml)')
    .option('--debug', 'log more')
}

function selecting(command: Command): Command {
  return command
    .option('-a, --all', 'all tables of the settings file')
    .option('-d, --datasource <name>', 'those of one datasource')
    .option('-t, --tables <names>', 'those of these names, separated by commas')
}
