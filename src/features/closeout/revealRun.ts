import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { revealFile } from '../../host/revealFile.ts';
import type { Services } from '../services.ts';
import type { RunNode } from './runNode.ts';

/** Shows the folder of a close-out, or of one course of it; that of the whole as long as nothing of the course is saved. */
export async function revealRun({ closeOuts }: Services, node: RunNode): Promise<void> {
  const run = closeOuts.run(node.runId);
  if (!run) return;
  const course = node.level === 'course' ? run.courses.find(({ id }) => id === node.course) : undefined;
  const below = course && join(run.folder, course.folder);
  const found = below === undefined ? undefined : await stat(below).catch(() => undefined);
  await revealFile(below !== undefined && found ? below : run.folder);
}
