/** The elements of a problem's text that take an answer, and those inside them that a learner fills in. */
const responses =
  'choiceresponse|multiplechoiceresponse|truefalseresponse|optionresponse|numericalresponse|stringresponse|customresponse|symbolicresponse|coderesponse|externalresponse|formularesponse|schematicresponse|imageresponse|annotationresponse|choicetextresponse'
const inputs =
  'textline|checkboxgroup|radiogroup|choicegroup|optioninput|textbox|imageinput|formulaequationinput|numericalinput|javascriptinput|drag_and_drop_input|schematic|annotationinput|checkboxtextgroup|radiotextgroup|chemicalequationinput|crystallography|vsepr_input|designprotein2dinput|editageneinput|editamoleculeinput|jsinput|filesubmission|codeinput|matlabinput|customtag'

const element = new RegExp(`<(/?)(?:(${responses})|(${inputs}))\\b((?:"[^"]*"|'[^']*'|[^"'>])*?)(/?)>`, 'gi')
/** What an XML parser does not take for elements. */
const hidden = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<script\b[\s\S]*?<\/script\s*>/gi
const points = /\bpoints\s*=\s*["']\s*(\d+)\s*["']/i

/**
 * The points that a problem counts for as long as its author sets no weight: as the LMS has it, one for each field inside of a
 * response, or what the field's `points` say; one for a response without a field.
 * @param olx the text of the problem; it need not be well formed
 */
export function countPoints(olx: string): number {
  let total = 0
  /** Points of the response that is open; null outside of one. */
  let open: number | null = null
  const close = () => {
    if (open !== null) total += Math.max(open, 1)
    open = null
  }
  for (const [, isEnd, response, input, attributes = '', isEmpty] of olx.replaceAll(hidden, '').matchAll(element)) {
    if (response !== undefined) {
      close()
      if (!isEnd) open = 0
      if (isEmpty) close()
    } else if (input !== undefined && !isEnd && open !== null) {
      open += Number(points.exec(attributes)?.[1] ?? 1)
    }
  }
  close()
  return total
}
