import type { Assessment } from '../seed/model.ts';

/** An assessment as its file under `.guides/assessments` (Codio protocol, section 8.1). */
export function assessmentJson(assessment: Assessment, index: number): Record<string, unknown> {
  const { taskId, type, name, instructions, points, choices, answers } = assessment;
  const source = {
    name,
    showName: true,
    instructions,
    points,
    metadata: { tags: [{ name: 'Assessment Type', value: type }], files: [], opened: [] },
    bloomsObjectiveLevel: String((index % 6) + 1),
    learningObjectives: `Explain and use it: ${name.split('\n')[0] ?? name}`,
    guidance: 'Read the page once more before the last try.',
    showGuidanceAfterResponseOption: { type: 'Attempts', passedFrom: 1 },
    showExpectedAnswerOption: { type: 'WhenGradesReleased' },
    maxAttemptsCount: index % 2 === 0 ? 0 : 3,
    arePartialPointsAllowed: type === 'fill-in-the-blanks',
    useMaximumScore: true,
  };
  switch (type) {
    case 'multiple-choice':
      return {
        type,
        taskId,
        source: {
          ...source,
          multipleResponse: false,
          isRandomized: true,
          answers: choices.map((answer, at) => ({
            _id: `${taskId}-${at}`,
            correct: at === 0,
            answer,
          })),
          incorrectPoints: 0,
        },
      };
    case 'fill-in-the-blanks':
      return {
        type,
        taskId,
        source: {
          ...source,
          text: `The sum grows by <<<${answers[0]}>>> each time.`,
          tokens: { blank: [answers[0]], text: ['The sum grows by ', 0, ' each time.'] },
        },
      };
    case 'free-text':
      return {
        type,
        taskId,
        source: { ...source, rubrics: [{ id: 'clarity', message: 'Clear', score: points }] },
      };
    case 'code-output-compare':
      return {
        type,
        taskId,
        source: {
          ...source,
          command: 'bash .guides/run.sh',
          timeoutSeconds: 10,
          sequence: [{ arguments: '', input: '', outputs: [answers[0]] }],
        },
      };
  }
}
