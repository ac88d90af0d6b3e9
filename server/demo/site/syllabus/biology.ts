import type { Syllabus } from './syllabus.ts'

export const biology: Syllabus = [
  [
    'Life and its chemistry',
    ['What is alive?', 'Seven signs of life', 'From atoms to organisms'],
    ['Water and carbon', 'Why ice floats', 'The four families of molecules'],
  ],
  [
    'The cell',
    ['Inside a cell', 'Two kinds of cells', 'A tour of the organelles'],
    ['Membranes', 'Diffusion and osmosis', 'Pumps and channels'],
  ],
  [
    'Energy',
    ['Enzymes at work', 'Lock, key and induced fit', 'What slows an enzyme down'],
    ['Respiration and photosynthesis', 'From glucose to ATP', 'Catching light'],
  ],
  [
    'DNA and genes',
    ['The double helix', 'Copying without errors', 'How tightly DNA is packed'],
    ['From gene to protein', 'Transcription', 'Reading the genetic code'],
  ],
  [
    'Inheritance',
    ['Mendel and his peas', 'Dominant and recessive', 'Crosses with two traits'],
    ['When the rules bend', 'Blood groups', 'Genes on the X chromosome'],
  ],
  [
    'Evolution',
    ['Natural selection', 'Finches and their beaks', 'Drift and bottlenecks'],
    ['The tree of life', 'Reading a phylogeny', 'What fossils tell us'],
  ],
  [
    'The human body',
    ['Heart and lungs', 'A heartbeat, step by step', 'How oxygen travels'],
    ['Defence and control', 'Antibodies and vaccines', 'Nerves and hormones'],
  ],
  [
    'Ecosystems',
    ['Who eats whom', 'Food webs', 'Why there are few tigers'],
    ['A changing planet', 'The carbon cycle', 'Protecting a river valley'],
  ],
]
