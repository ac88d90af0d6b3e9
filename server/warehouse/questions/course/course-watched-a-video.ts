import { z } from 'zod'
import { defineQuestion } from '../../question.ts'
import { aboutLearnersOfPeriod, learnersWhoDid } from '../class.ts'
import { count } from '../figures.ts'
import { courseParam, periodParams } from '../params.ts'

export const courseWatchedAVideo = defineQuestion({
  name: 'course-watched-a-video',
  definition: {
    en: `Learners who pressed play in the period on a video of which they watched at least one second. ${aboutLearnersOfPeriod.en} (Cairn counts everyone who pressed play.)`,
    es: `Estudiantes que en el período pusieron en marcha un video del que vieron al menos un segundo. ${aboutLearnersOfPeriod.es} (Cairn cuenta a quienes pulsaron el botón de reproducir.)`,
  },
  source: 'panorama.learner_quarter.plays (xAPI played, on videos with watched_seconds ≥ 1 in panorama.learner_video)',
  needs: 'events',
  params: z.object({ ...courseParam, ...periodParams }),
  row: z.object({ watched: count, previous: count.nullable(), learners: count }),
  columns: {
    watched: { label: { en: 'Watched a video', es: 'Vieron un video' }, type: 'count' },
    previous: { label: { en: 'In the period before', es: 'En el período anterior' }, type: 'count' },
    learners: { label: { en: 'Learners', es: 'Estudiantes' }, type: 'count' },
  },
  sql: (tables) => learnersWhoDid(tables, 'plays', 'watched'),
})
