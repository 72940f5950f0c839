import * as vscode from 'vscode';
import { canRetry, isActive, type Job, type JobState } from '../../core/exports/job/job.ts';
import type { JobView } from '../../core/exports/job/jobRecords.ts';
import { repeatRequest } from '../../core/exports/job/repeatRequest.ts';
import { fail } from '../../core/platform/failure.ts';
import { makeFolder } from '../../core/storage/makeFolder.ts';
import { revealFile } from '../../host/revealFile.ts';
import { readSettings } from '../../host/settings.ts';
import type { Command } from '../../host/lazyCommands.ts';
import { showFailure } from '../../host/showFailure.ts';
import { COMMANDS } from '../../manifest.ts';
import { revealRun } from '../closeout/revealRun.ts';
import type { RunNode } from '../closeout/runNode.ts';
import { savedOfRun } from '../closeout/savedOfRun.ts';
import type { Services } from '../services.ts';
import { jobNode, type JobNode } from './jobRow.ts';
import { openExport, revealExport, type Saved } from './openExport.ts';
import { pickJob } from './pickJob.ts';
import { saveWithoutRepeats } from './saveWithoutRepeats.ts';
import { startRequest, type Wanted } from './startRequest.ts';

/**
 * What can be done with a job. From the palette each command asks which one.
 *
 * @param expand shows what is below a job's row
 * @param look looks anew at whether the files are there
 */
export function jobCommands(
  services: Services,
  expand: (node: JobNode | RunNode) => Thenable<void>,
  look: () => Promise<void>,
): readonly Command[] {
  const { jobs, log } = services;
  const command = (
    id: string,
    fits: (state: JobState, job: Job) => boolean,
    act: (view: JobView) => Promise<unknown>,
  ): Command => ({
    id,
    run: async (node?: JobNode) => {
      const view = node ? jobs.job(node.jobId) : await pickJob(services, fits);
      // A menu may be older than the job's state.
      if (!view || !fits(view.job.state, view.job)) return;
      try {
        await act(view);
      } catch (error) {
        void look();
        await showFailure(log, vscode.l10n.t('That did not work.'), error);
      }
      await look();
    },
  });
  const isDone = (state: JobState): boolean => state.step === 'done';
  /** The saved export of a row: a job's, or one of a close-out. */
  const savedOf = async (node: JobNode | RunNode): Promise<Saved | undefined> => {
    if ('level' in node) return savedOfRun(services, node);
    const job = jobs.job(node.jobId)?.job;
    if (job?.state.step !== 'done') return undefined;
    const get = (): Thenable<unknown> => vscode.commands.executeCommand(COMMANDS.startAgain, jobNode(job));
    const hint = vscode.l10n.t('Start the export again to get it anew.');
    return { file: job.state.file, anew: { label: vscode.l10n.t('Start Again'), hint, get } };
  };
  const onSaved = (id: string, act: (node: JobNode, saved: Saved) => Promise<unknown>): Command => ({
    id,
    run: async (given?: JobNode | RunNode) => {
      try {
        if (given && 'level' in given && given.level !== 'export') {
          await revealRun(services, given);
          return;
        }
        const view = given ? undefined : await pickJob(services, isDone);
        const node = given ?? (view && jobNode(view.job));
        const saved = node && (await savedOf(node));
        if (saved) await act(node, saved);
        await look();
      } catch (error) {
        void look();
        await showFailure(log, vscode.l10n.t('That did not work.'), error);
      }
    },
  });
  const starting = new Set<Wanted>();
  const repeat = async ({ connectionId, request }: Job): Promise<void> => {
    const connection = services.connections.get(connectionId) ?? fail({ kind: 'gone', missing: 'server' });
    const again = repeatRequest(request, new Date());
    await startRequest(services, connection, again, { starting, anew: true });
  };
  return [
    onSaved(COMMANDS.openExport, (node, { file, anew }) => openExport(file, anew, () => expand(node))),
    onSaved(COMMANDS.revealExport, (_node, { file, anew }) => revealExport(file, anew)),
    command(COMMANDS.cancelExport, isActive, ({ job }) => jobs.cancel(job.id)),
    command(
      COMMANDS.retryExport,
      (_state, job) => canRetry(job),
      ({ job }) => jobs.retry(job.id),
    ),
    command(COMMANDS.repeatExport, isDone, ({ job }) => repeat(job)),
    command(
      COMMANDS.saveWithoutRepeats,
      (state) => state.step === 'done' && (state.file.rows?.repeats ?? 0) > 0,
      ({ job }) => saveWithoutRepeats(job),
    ),
    command(
      COMMANDS.removeExport,
      (state) => !isActive(state),
      ({ job }) => jobs.remove(job.id),
    ),
    {
      id: COMMANDS.openExportFolder,
      run: async () => {
        const { exportsFolder } = readSettings();
        try {
          await makeFolder(exportsFolder);
          await revealFile(exportsFolder);
        } catch (error) {
          await showFailure(log, vscode.l10n.t('The export folder cannot be opened.'), error);
        }
      },
    },
  ];
}
