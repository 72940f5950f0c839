import type { GuidesPdfOptions } from './writeGuidesPdf.ts';

/** How Lectern's documents look and speak, whatever is in them. */
export type DocumentStyle = Omit<GuidesPdfOptions, 'title' | 'createdAt' | 'teacherPages' | 'notes'>;
