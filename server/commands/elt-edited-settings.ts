import { settingsOf } from '../extract/settings/read-settings.ts'
import { replaceFile } from '../extract/settings/replace-file.ts'
import { type Splice, spliced } from '../extract/settings/splice.ts'
import { parseYaml, type YamlFile } from '../extract/settings/yaml-file.ts'
import { badInput } from '../kernel/errors.ts'

/**
 * Writes a settings file with what is to change in it, unless it could not be read afterwards.
 * @throws PanoramaError `bad_input` then, and nothing is written; `conflict` when somebody else has changed the file meanwhile
 */
export async function writeEdited(file: YamlFile, splices: readonly Splice[]): Promise<void> {
  if (splices.length === 0) return
  const text = spliced(file.text, splices)
  try {
    settingsOf(parseYaml(file.path, text), () => ({ text: 'any' }))
  } catch (cause) {
    throw badInput(`${file.path} is written in a way that cannot be changed by this command.`, {
      advice:
        'Nothing was written. Write the lists "tables" and "fields" with an entry a line, or change the file by hand.',
      cause,
    })
  }
  await replaceFile(file.path, file.text, text)
}
