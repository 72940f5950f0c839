import type { Block } from './markdown/block.ts';

/** The Guides of one assignment, read from its sources. All that refers to a file has been looked up. */
export type Guide = {
  /** What the export calls the assignment. */
  readonly assignment: string;
  /** What the author calls the guide; the assignment's name where there is none. */
  readonly title: string;
  readonly layout: 'v2' | 'v3' | 'none';
  readonly nodes: readonly GuideNode[];
  /** By task id, which is what a page embeds. */
  readonly assessments: ReadonlyMap<string, GuideAssessment>;
  /** By the path as a page writes it. */
  readonly pictures: ReadonlyMap<string, Picture>;
  readonly findings: readonly GuideFinding[];
};

/** A page, or a chapter or section with pages below it. A chapter may have text of its own. */
export type GuideNode = {
  readonly kind: 'page' | 'section' | 'chapter';
  readonly title: string;
  /** Its own mark or that of what it is in. */
  readonly teacherOnly: boolean;
  readonly blocks: readonly Block[];
  /** The file that should hold its text and does not. */
  readonly missing?: string;
  readonly children: readonly GuideNode[];
};

/** Answers are never read. */
export type GuideAssessment = {
  readonly taskId: string;
  readonly name: string;
  readonly points?: number;
  readonly instructions: readonly Block[];
};

/** An image that a PDF can hold. Its size in pixels, as it is meant to be looked at. */
export type ShownPicture = {
  readonly kind: 'png' | 'jpeg';
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
};

/** An image of the archive, or why it cannot be shown. */
export type Picture =
  | ShownPicture
  | { readonly kind: 'none'; readonly problem: 'missing' | 'unsupported' | 'damaged' | 'tooLarge' };

/** What was not as it should be in the sources of one assignment; the rest is shown. */
export type GuideFinding =
  | {
      readonly kind:
        | 'badJson'
        | 'missingPage'
        | 'missingText'
        | 'unknownType'
        | 'unlistedPage'
        | 'missingPicture'
        | 'unsupportedPicture'
        | 'damagedPicture'
        | 'missingAssessment'
        | 'tooLarge';
      /** The path inside the archive, or as a page writes it. */
      readonly file: string;
    }
  | { readonly kind: 'noGuides' | 'damagedArchive' };
