import type { RenderNote } from '../../exports/job/job.ts';

/** The words that the document itself says, in the reader's language. */
export type GuidesPdfTexts = {
  /** The heading of the table of contents. */
  readonly contents: string;
  /** Marks what students do not see. */
  readonly teacherOnly: string;
  /** Stands before the name of an assessment. */
  readonly assessment: string;
  page(number: number, of: number): string;
  points(points: number): string;
  /** An assignment without a page that could be shown. */
  readonly noPages: string;
  /** The heading of the list of what the document lacks. */
  readonly lacks: string;
  /** One sentence. */
  note(note: RenderNote): string;
  missingPage(file: string): string;
  missingAssessment(taskId: string): string;
  missingPicture(file: string): string;
  /** An image of a kind that a PDF does not hold. */
  unsupportedPicture(file: string): string;
  damagedPicture(file: string): string;
  /** An image that is larger than Lectern reads. */
  largePicture(file: string): string;
};
