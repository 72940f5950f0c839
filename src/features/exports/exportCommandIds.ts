import type { ExportKind } from '../../core/platform/exportRequest.ts';
import { COMMANDS } from '../../manifest.ts';

/** The command that starts each export. */
export const EXPORT_COMMANDS: Readonly<Record<ExportKind, string>> = {
  coursework: COMMANDS.exportCoursework,
  sources: COMMANDS.exportSources,
  assessments: COMMANDS.exportAssessmentData,
  coachLogs: COMMANDS.exportCoachLogs,
  llmLogs: COMMANDS.exportLlmLogs,
  studentData: COMMANDS.exportStudentData,
  assignmentData: COMMANDS.exportAssignmentData,
  studentCsv: COMMANDS.exportStudentCsv,
  assignmentCsv: COMMANDS.exportAssignmentCsv,
  workspace: COMMANDS.exportWorkspace,
  accessData: COMMANDS.exportAccessData,
  blueprints: COMMANDS.exportBlueprints,
  users: COMMANDS.exportUsers,
  summaryLogs: COMMANDS.exportSummaryLogs,
  sessionLogs: COMMANDS.exportSessionLogs,
  guidesPdf: COMMANDS.exportGuidesPdf,
};
