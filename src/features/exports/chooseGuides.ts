import * as vscode from 'vscode';
import type { Connection } from '../../core/platform/connection.ts';
import type { RenderedRequest } from '../../core/platform/exportRequest.ts';
import type { Ref } from '../../core/platform/place.ts';
import { askChoice, runWizard, type Step } from '../../host/wizard.ts';
import type { Services } from '../services.ts';
import { chooseAssignments, type ChosenAssignments } from './chooseAssignments.ts';

type Answers = {
  readonly chosen?: ChosenAssignments;
  readonly together?: boolean;
  readonly teacherPages?: boolean;
};

/** Asks which Guides of a course are wanted, in one PDF or several, and for whom. Undefined: the user gave up. */
export async function chooseGuides(
  services: Services,
  connection: Connection,
  course: Ref,
  title: string,
): Promise<RenderedRequest | undefined> {
  const assignments: Step<Answers> = async (state) => {
    const question = vscode.l10n.t('Guides of which assignments of {0}?', course.name);
    const chosen = await chooseAssignments(services, connection, course, title, question);
    return chosen && { ...state, chosen };
  };
  const documents: Step<Answers> = async (state, step) => {
    const answer = await askChoice({
      title,
      step,
      placeholder: vscode.l10n.t('One PDF or several?'),
      items: [
        {
          label: `$(file-pdf) ${vscode.l10n.t('One PDF for all')}`,
          detail: vscode.l10n.t('A chapter for each assignment, with one table of contents'),
          value: true,
        },
        {
          label: `$(files) ${vscode.l10n.t('One PDF each')}`,
          detail: vscode.l10n.t('In a zip with a manifest'),
          value: false,
        },
      ],
    });
    return typeof answer === 'boolean' ? { ...state, together: answer } : answer;
  };
  const readers: Step<Answers> = async (state, step) => {
    const answer = await askChoice({
      title,
      step,
      placeholder: vscode.l10n.t('For whom?'),
      items: [
        {
          label: `$(account) ${vscode.l10n.t('What students see')}`,
          detail: vscode.l10n.t('Without pages and guidance for teachers only'),
          value: false,
        },
        {
          label: `$(mortar-board) ${vscode.l10n.t('Everything')}`,
          detail: vscode.l10n.t('With pages and guidance for teachers only; solutions may be among them'),
          value: true,
        },
      ],
    });
    return typeof answer === 'boolean' ? { ...state, teacherPages: answer } : answer;
  };
  const answers = await runWizard<Answers>({}, ({ chosen, together, teacherPages }) => {
    if (!chosen) return assignments;
    // One assignment is one PDF in any case.
    if (together === undefined && chosen.assignments.length > 1) return documents;
    return teacherPages === undefined ? readers : undefined;
  });
  if (!answers?.chosen) return undefined;
  const { chosen, together = true, teacherPages = false } = answers;
  return { kind: 'guidesPdf', course, ...chosen, together, teacherPages };
}
