import type { Syllabus } from './syllabus.ts'

export const astronomy: Syllabus = [
  [
    'Skies before telescopes',
    ['Watching and counting', 'Babylonian tablets', 'Calendars of the Nile'],
    ['Greek models', 'Circles upon circles', 'Measuring the Earth with a shadow'],
  ],
  [
    'The House of Wisdom',
    ['Baghdad and Damascus', 'Translating Ptolemy', 'Instruments of brass'],
    ['Doubts about Ptolemy', 'Ibn al-Haytham', 'The Maragha observatory'],
  ],
  [
    'A moving Earth',
    ['Copernicus to Kepler', 'The Sun in the middle', 'Ellipses'],
    ['Galileo and Newton', 'Moons of Jupiter', 'One law for apple and moon'],
  ],
  [
    'The universe opens',
    ['Distances', 'Henrietta Leavitt and her stars', 'Island universes'],
    ['The sky today', 'Listening to the Big Bang', 'Other worlds'],
  ],
]
