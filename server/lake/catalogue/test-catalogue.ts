import { PanoramaError } from '../../kernel/errors.ts'
import type { Athena } from './athena.ts'
import type { CatalogueFinding } from './catalogue.ts'
import type { Glue } from './glue.ts'

/** Whether Glue can be read and Athena runs a statement in the workgroup. It changes nothing. */
export async function testCatalogue(
  glue: Glue,
  athena: Athena,
  { database, workgroup }: { readonly database: string; readonly workgroup: string },
): Promise<readonly CatalogueFinding[]> {
  return [
    await finding('Glue', async () =>
      (await glue.hasDatabase())
        ? `The database ${database} is there.`
        : `It answers. The database ${database} is not there yet: \`panorama elt create-datalake-tables\` or the first extraction makes it.`,
    ),
    await finding('Athena', async () => {
      const results = await athena.tryWorkgroup()
      return `The workgroup ${workgroup} runs statements${results === null ? '' : `, and puts results into ${results}`}.`
    }),
  ]
}

async function finding(what: string, look: () => Promise<string>): Promise<CatalogueFinding> {
  try {
    return { what, isOk: true, says: await look() }
  } catch (failure) {
    if (!(failure instanceof PanoramaError)) throw failure
    const { message, advice } = failure
    return { what, isOk: false, says: advice === undefined ? message : `${message} ${advice}` }
  }
}
