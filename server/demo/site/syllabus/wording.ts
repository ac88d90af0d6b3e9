/** The words that a course's author repeats in every section, in the language of the course. */
export interface Wording {
  readonly quiz: (number: number, section: string) => string
  readonly finalExam: string
  readonly questionNumber: (number: number) => string
  readonly reading: (topic: string) => string
  readonly practice: (topic: string) => string
  readonly syllabusPage: string
  /** What a problem asks; the second part of a problem with two asks `why`. */
  readonly which: (topic: string) => string
  readonly howMuch: (topic: string) => string
  readonly why: (topic: string) => string
  /** Answers offered. */
  readonly choices: readonly [string, string, string, string]
  readonly hint: string
}

export const wordings: Readonly<Record<string, Wording>> = {
  en: {
    quiz: (number, section) => `Quiz ${number}: ${section}`,
    finalExam: 'Final exam',
    questionNumber: (number) => `Question ${number}`,
    reading: (topic) => `Reading: ${topic}`,
    practice: (topic) => `Check yourself: ${topic}`,
    syllabusPage: 'Syllabus',
    which: (topic) => `${topic}: which statement holds?`,
    howMuch: (topic) => `${topic}: enter the value you find.`,
    why: (topic) => `${topic}: and which reason fits best?`,
    choices: ['Both statements', 'Only the first statement', 'Only the second statement', 'Neither statement'],
    hint: 'Go back to the example in the video and follow it step by step.',
  },
  es: {
    quiz: (number, section) => `Cuestionario ${number}: ${section}`,
    finalExam: 'Examen final',
    questionNumber: (number) => `Pregunta ${number}`,
    reading: (topic) => `Lectura: ${topic}`,
    practice: (topic) => `Comprueba lo aprendido: ${topic}`,
    syllabusPage: 'Programa del curso',
    which: (topic) => `${topic}: ¿qué afirmación es cierta?`,
    howMuch: (topic) => `${topic}: escribe el valor que obtienes.`,
    why: (topic) => `${topic}: ¿y cuál es la mejor razón?`,
    choices: ['Las dos afirmaciones', 'Solo la primera', 'Solo la segunda', 'Ninguna de las dos'],
    hint: 'Vuelve al ejemplo del video y síguelo paso a paso.',
  },
  ar: {
    quiz: (number, section) => `اختبار ${number}: ${section}`,
    finalExam: 'الاختبار النهائي',
    questionNumber: (number) => `السؤال ${number}`,
    reading: (topic) => `قراءة: ${topic}`,
    practice: (topic) => `اختبر فهمك: ${topic}`,
    syllabusPage: 'خطة المقرر',
    which: (topic) => `${topic}: أيّ العبارتين صحيحة؟`,
    howMuch: (topic) => `${topic}: اكتب القيمة التي وجدتها.`,
    why: (topic) => `${topic}: وما أفضل تعليل لذلك؟`,
    choices: ['العبارتان معًا', 'العبارة الأولى فقط', 'العبارة الثانية فقط', 'لا واحدة منهما'],
    hint: 'عد إلى المثال في الفيديو واتبعه خطوة خطوة.',
  },
}
