import type { GuidesPdfTexts } from '../../../src/core/guides/pdf/guidesPdfTexts.ts';

export const ENGLISH: GuidesPdfTexts = {
  contents: 'Contents',
  teacherOnly: 'Teachers only',
  assessment: 'Assessment',
  page: (number, of) => `Page ${number} of ${of}`,
  points: (points) => (points === 1 ? '1 point' : `${points} points`),
  noPages: 'This assignment has no pages to show.',
  lacks: 'Missing here',
  note: (note) => `Note ${note.kind}: ${note.kind === 'noFont' ? note.script : note.assignment}`,
  missingPage: (file) => `Not in the export: page ${file}`,
  missingAssessment: (taskId) => `Not in the export: assessment ${taskId}`,
  missingPicture: (file) => `Not in the export: image ${file}`,
  unsupportedPicture: (file) => `An image of a kind that a PDF does not hold: ${file}`,
  damagedPicture: (file) => `A damaged image: ${file}`,
  largePicture: (file) => `An image that is too large: ${file}`,
};
