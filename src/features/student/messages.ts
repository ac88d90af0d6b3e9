import { defineMessages } from '../../i18n/define-messages.ts'

export const studentMessages = defineMessages({
  hello: { id: 'student.hello', defaultMessage: 'Hello, {name}', description: 'Greets the learner by first name' },
  helloNobody: {
    id: 'student.hello-nobody',
    defaultMessage: 'Hello',
    description: 'Greets whoever looks at the panel as any learner',
  },
  lead: {
    id: 'student.lead',
    defaultMessage:
      'You are taking {courses, plural, one {# course} other {# courses}}. In the last 7 days you spent {time} learning.',
    description: 'Where the learner is, in one line',
  },
  leadQuiet: {
    id: 'student.lead-quiet',
    defaultMessage: 'You are taking {courses, plural, one {# course} other {# courses}}. Here is where you left off.',
    description: 'Where the learner is, when there was no activity in the last 7 days',
  },
  leadNone: {
    id: 'student.lead-none',
    defaultMessage: 'You are not taking a course at the moment.',
    description: 'The learner is in no course now',
  },
  noCourses: {
    id: 'student.no-courses',
    defaultMessage: 'Your courses will appear here',
    description: 'Title for a learner without any course',
  },
  noCoursesAdvice: {
    id: 'student.no-courses-advice',
    defaultMessage: 'Enroll in a course and open it once. What you do there shows up here soon after.',
    description: 'What a learner without any course can do',
  },
  myCourses: { id: 'student.my-courses', defaultMessage: 'Where you are', description: 'Heading over the courses' },
  earlier: {
    id: 'student.earlier',
    defaultMessage: 'Earlier courses',
    description: 'Heading over courses that the learner is no longer enrolled in',
  },
  progress: { id: 'student.progress', defaultMessage: 'Done', description: 'Label of the progress bar' },
  progressText: {
    id: 'student.progress-text',
    defaultMessage: '{completed, number} of {total, number}',
    description: 'How many steps of a course or section are done',
  },
  progressAlone: {
    id: 'student.progress-alone',
    defaultMessage: '{completed, plural, =0 {Nothing marked as done yet} one {# step done} other {# steps done}}',
    description: 'How many steps are done, where nobody knows how many there are',
  },
  today: {
    id: 'student.today',
    defaultMessage: 'today',
    description: 'Under the mark on the progress bar where the course is in time; one short word',
  },
  endedNote: {
    id: 'student.ended-note',
    defaultMessage: 'This course has ended.',
    description: 'Below the progress bar of a course that is over',
  },
  doneNote: {
    id: 'student.done-note',
    defaultMessage: 'You have done all of it. Well done!',
    description: 'Below a full progress bar',
  },
  grade: { id: 'student.grade', defaultMessage: 'Grade so far', description: 'Label of the grade bar' },
  noGrade: { id: 'student.no-grade', defaultMessage: 'No grade yet', description: 'Nothing was graded so far' },
  toPass: {
    id: 'student.to-pass',
    defaultMessage: '{share} to pass',
    description: 'Under the mark on the grade bar: the lowest passing grade; two or three words',
  },
  passedNote: {
    id: 'student.passed-note',
    defaultMessage: 'You have what you need to pass.',
    description: 'Below the grade bar of somebody who passes',
  },
  open: { id: 'student.open', defaultMessage: 'Look closer', description: 'Link to the page about one course' },
  openCourse: {
    id: 'student.open-course',
    defaultMessage: 'Look closer at {course}',
    description: 'The same link as read aloud',
  },
  nextStep: { id: 'student.next-step', defaultMessage: 'Your next step', description: 'Heading of the suggestion' },
  nextInSection: {
    id: 'student.next-in-section',
    defaultMessage: '{section} · {course}',
    description: 'Where the next step is',
  },
  carryOn: {
    id: 'student.carry-on',
    defaultMessage: 'Carry on',
    description: 'Link into the course, at the next step',
  },
  carryOnHere: {
    id: 'student.carry-on-here',
    defaultMessage: 'Carry on where you were',
    description: 'The next step, where the outline of the course is not known',
  },
  allDone: {
    id: 'student.all-done',
    defaultMessage: 'Nothing is waiting for you',
    description: 'There is no next step',
  },
  allDoneWhy: {
    id: 'student.all-done-why',
    defaultMessage: 'You have done what your running courses hold so far. New material shows up here.',
    description: 'Why there is no next step',
  },
  rhythm: { id: 'student.rhythm', defaultMessage: 'Your weeks', description: 'Heading over the strip of weeks' },
  rhythmSentence: {
    id: 'student.rhythm-sentence',
    defaultMessage: 'You learned in {active, plural, =4 {every one} other {#}} of the last 4 weeks, {time} in all.',
    description: 'The learner’s recent rhythm',
  },
  rhythmQuiet: {
    id: 'student.rhythm-quiet',
    defaultMessage: 'The last 4 weeks were quiet. Any week is a good one to start again.',
    description: 'No activity in the last 4 weeks',
  },
  rhythmAway: {
    id: 'student.rhythm-away',
    defaultMessage: 'These are the 12 weeks up to the one of {date}, when you were last here. Good to see you back.',
    description: 'The learner has been away for more than 12 weeks',
  },
  rhythmNone: {
    id: 'student.rhythm-none',
    defaultMessage: 'Your weeks will appear here once you have opened a course.',
    description: 'No activity at all so far',
  },
  weekText: {
    id: 'student.week-text',
    defaultMessage: 'Week of {date}: {time}',
    description: 'One bar of the strip in words',
  },
  weeksLabel: { id: 'student.weeks-label', defaultMessage: 'Active time per week', description: 'Names the strip' },
  back: { id: 'student.back', defaultMessage: 'All my courses', description: 'Link back from one course' },
  lastHere: {
    id: 'student.last-here',
    defaultMessage: 'You were last here {when}.',
    description: 'For example 3 days ago',
  },
  neverHere: {
    id: 'student.never-here',
    defaultMessage: 'You have not opened this course yet.',
    description: 'No activity in this course',
  },
  notMine: { id: 'student.not-mine', defaultMessage: 'This is not one of your courses', description: 'Unknown course' },
  notMineAdvice: {
    id: 'student.not-mine-advice',
    defaultMessage: 'You see the courses in which you are enrolled or have done something.',
    description: 'Why a course is not shown',
  },
  sections: { id: 'student.sections', defaultMessage: 'Section by section', description: 'Heading over the sections' },
  sectionsUnknown: {
    id: 'student.sections-unknown',
    defaultMessage: 'The outline of this course is not known here yet, so only what you did can be shown.',
    description: 'Instead of the sections',
  },
  problems: {
    id: 'student.problems',
    defaultMessage: 'Problems worth another look',
    description: 'Heading over tried and unsolved problems',
  },
  problemsNone: {
    id: 'student.problems-none',
    defaultMessage:
      '{solved, plural, =0 {You have not tried a problem yet.} one {You solved the one problem you tried.} other {You solved all # problems you tried.}}',
    description: 'No tried problem is unsolved',
  },
  problemTries: {
    id: 'student.problem-tries',
    defaultMessage: '{attempts, plural, one {Tried once} other {Tried # times}}',
    description: 'How often a problem was tried',
  },
  problemBest: {
    id: 'student.problem-best',
    defaultMessage: '{attempts, plural, one {Tried once} other {Tried # times}}, best so far {best}',
    description: 'How often a problem was tried and the best score',
  },
  videos: { id: 'student.videos', defaultMessage: 'Videos to finish', description: 'Heading over half-watched videos' },
  videosNone: {
    id: 'student.videos-none',
    defaultMessage:
      '{watched, plural, =0 {You have not played a video yet.} other {You watched every video you began.}}',
    description: 'No video is half watched',
  },
  videoSeen: {
    id: 'student.video-seen',
    defaultMessage: '{share} of {duration} watched',
    description: 'How much of a video was watched; duration as 12:30',
  },
  videoSeenAlone: {
    id: 'student.video-seen-alone',
    defaultMessage: 'Begun',
    description: 'A video of unknown length was begun',
  },
  more: {
    id: 'student.more',
    defaultMessage: 'and {count, plural, one {# more} other {# more}}',
    description: 'After a shortened list',
  },
  compare: {
    id: 'student.compare',
    defaultMessage: 'Compare with the class',
    description: 'Opens the comparison; closed unless the learner wants it',
  },
  compareLead: {
    id: 'student.compare-lead',
    defaultMessage: 'The middle of {learners, number} learners: half of them have more, half have less.',
    description: 'What the class figures are',
  },
  compareNone: {
    id: 'student.compare-none',
    defaultMessage: 'There is nothing to compare with: the class is too small to show, or has not begun.',
    description: 'No class figures were sent',
  },
  you: { id: 'student.you', defaultMessage: 'You', description: 'Column of the comparison' },
  classMiddle: {
    id: 'student.class-middle',
    defaultMessage: 'Middle of the class',
    description: 'Column of the comparison',
  },
  compareGrade: { id: 'student.compare-grade', defaultMessage: 'Grade so far', description: 'Row of the comparison' },
  compareDone: { id: 'student.compare-done', defaultMessage: 'Steps done', description: 'Row of the comparison' },
  compareTime: {
    id: 'student.compare-time',
    defaultMessage: 'Time in a week',
    description: 'Row of the comparison: active time per week',
  },
  unknown: { id: 'student.unknown', defaultMessage: 'not known', description: 'A figure that nobody knows' },
})
