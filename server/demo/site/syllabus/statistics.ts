import type { Syllabus } from './syllabus.ts'

export const statistics: Syllabus = [
  [
    'Asking with data',
    ['Questions and data', 'What counts as a variable', 'Samples and populations'],
    ['Collecting data well', 'Surveys that mislead', 'Experiments and observation'],
  ],
  [
    'Pictures of data',
    ['Charts for categories', 'Bars, not pies', 'Two-way tables'],
    ['Charts for numbers', 'Histograms', 'Box plots'],
  ],
  [
    'The middle and the spread',
    ['Centre', 'Mean or median?', 'Weighted averages'],
    ['Spread', 'Quartiles', 'Standard deviation'],
  ],
  [
    'Chance',
    ['Probability', 'Counting what can happen', 'Adding and multiplying chances'],
    ['Conditional chance', 'Given that…', 'Tests, and what a positive means'],
  ],
  [
    'Random quantities',
    ['Expected value', 'Is the lottery fair?', 'Variance of a sum'],
    ['The binomial distribution', 'Repeated trials', 'How many heads is strange?'],
  ],
  [
    'The normal curve',
    ['Bell-shaped data', 'Heights and errors', 'Standard scores'],
    ['Sampling distributions', 'The law of large numbers', 'The central limit theorem'],
  ],
  [
    'Estimating',
    ['Confidence intervals', 'What 95 % means', 'Margins of error in polls'],
    ['How large a sample?', 'Precision and cost', 'Small samples and the t distribution'],
  ],
  [
    'Testing',
    ['Hypotheses', 'The null and its rivals', 'What a p-value is not'],
    ['Errors and power', 'False alarms', 'Looking too often'],
  ],
  [
    'Relationships',
    ['Scatter plots and correlation', 'Strength and direction', 'Cause or coincidence?'],
    ['Regression', 'The best line', 'Residuals speak'],
  ],
  [
    'Statistics in public',
    ['Reading the news', 'Relative and absolute risk', 'Graphs that exaggerate'],
    ['A small study of your own', 'Planning it', 'Reporting it honestly'],
  ],
]
