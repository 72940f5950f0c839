/**
 * Every id that package.json declares and the code registers, once. test/unit/manifest.test.ts holds this table against
 * package.json, and the in-host tests hold it against the running editor.
 */
export const COMMANDS = {
  addConnection: 'lectern.addConnection',
  openCampus: 'lectern.openCampus',
  signIn: 'lectern.signIn',
  removeConnection: 'lectern.removeConnection',
  refresh: 'lectern.refresh',
  refreshExports: 'lectern.refreshExports',
  search: 'lectern.search',
  showArchived: 'lectern.showArchived',
  hideArchived: 'lectern.hideArchived',
  showMore: 'lectern.showMore',
  copyId: 'lectern.copyId',
  exportCoursework: 'lectern.exportCoursework',
  exportSources: 'lectern.exportSources',
  exportGuidesPdf: 'lectern.exportGuidesPdf',
  exportAssessmentData: 'lectern.exportAssessmentData',
  exportCoachLogs: 'lectern.exportCoachLogs',
  exportLlmLogs: 'lectern.exportLlmLogs',
  exportStudentData: 'lectern.exportStudentData',
  exportAssignmentData: 'lectern.exportAssignmentData',
  exportStudentCsv: 'lectern.exportStudentCsv',
  exportAssignmentCsv: 'lectern.exportAssignmentCsv',
  exportWorkspace: 'lectern.exportWorkspace',
  exportUsers: 'lectern.exportUsers',
  exportSummaryLogs: 'lectern.exportSummaryLogs',
  exportSessionLogs: 'lectern.exportSessionLogs',
  repeatExport: 'lectern.repeatExport',
  saveWithoutRepeats: 'lectern.saveWithoutRepeats',
  exportAccessData: 'lectern.exportAccessData',
  exportBlueprints: 'lectern.exportBlueprints',
  importBlueprints: 'lectern.importBlueprints',
  handOver: 'lectern.handOver',
  chooseHandedFile: 'lectern.chooseHandedFile',
  watchDownloads: 'lectern.watchDownloads',
  openExportPage: 'lectern.openExportPage',
  cancelHandOver: 'lectern.cancelHandOver',
  adoptArrived: 'lectern.adoptArrived',
  adoptFile: 'lectern.adoptFile',
  adoptResource: 'lectern.adoptResource',
  registerPortal: 'lectern.registerPortal',
  syncPortal: 'lectern.syncPortal',
  syncAllPortal: 'lectern.syncAllPortal',
  showServerJobs: 'lectern.showServerJobs',
  downloadServerJob: 'lectern.downloadServerJob',
  clearServerJob: 'lectern.clearServerJob',
  undoLastImport: 'lectern.undoLastImport',
  resumeImport: 'lectern.resumeImport',
  newUsersCsv: 'lectern.newUsersCsv',
  rosterActions: 'lectern.rosterActions',
  nextProblem: 'lectern.nextProblem',
  fixAllSafe: 'lectern.fixAllSafe',
  convertToUtf8: 'lectern.convertToUtf8',
  chooseRosterFacility: 'lectern.chooseRosterFacility',
  refreshRosterFacility: 'lectern.refreshRosterFacility',
  previewImport: 'lectern.previewImport',
  useAsUsersCsv: 'lectern.useAsUsersCsv',
  notUsersCsv: 'lectern.notUsersCsv',
  openExport: 'lectern.openExport',
  revealExport: 'lectern.revealExport',
  cancelExport: 'lectern.cancelExport',
  retryExport: 'lectern.retryExport',
  startAgain: 'lectern.startAgain',
  removeExport: 'lectern.removeExport',
  extract: 'lectern.extract',
  openEntry: 'lectern.openEntry',
  copyEntryPath: 'lectern.copyEntryPath',
  showMoreEntries: 'lectern.showMoreEntries',
  closeOutCourses: 'lectern.closeOutCourses',
  cancelCloseOut: 'lectern.cancelCloseOut',
  cancelCloseOutCourse: 'lectern.cancelCloseOutCourse',
  cancelCloseOutExport: 'lectern.cancelCloseOutExport',
  resumeCloseOut: 'lectern.resumeCloseOut',
  retryCloseOutPart: 'lectern.retryCloseOutPart',
  openManifest: 'lectern.openManifest',
  removeCloseOut: 'lectern.removeCloseOut',
  showMoreCourses: 'lectern.showMoreCourses',
  verifyExports: 'lectern.verifyExports',
  verifyFolder: 'lectern.verifyFolder',
  openExportFolder: 'lectern.openExportFolder',
  showLog: 'lectern.showLog',
} as const;

export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

export const VIEW_CONTAINER = 'lectern';

export const VIEWS = {
  courses: 'lectern.courses',
  exports: 'lectern.exports',
} as const;

/** Kinds of webview panels. A window that is reloaded finds them by these. */
export const WEBVIEWS = {
  importPreview: 'lectern.importPreview',
} as const;

/** Settings, without the prefix `lectern.`. */
export const SETTINGS = {
  exportsFolder: 'exports.folder',
  exportsFileName: 'exports.fileName',
  exportsSimultaneous: 'exports.simultaneous',
  codioRequestsPerTenSeconds: 'codio.requestsPerTenSeconds',
  codioDailyShare: 'codio.dailyShare',
  networkCaFile: 'network.caFile',
  blueprintsGit: 'blueprints.git',
  rosterLocale: 'roster.locale',
  rosterValidation: 'roster.validation',
} as const;

/** Context keys that `when` clauses of package.json ask for. */
export const CONTEXT_KEYS = {
  archivedShown: 'lectern.archivedShown',
  usersCsv: 'lectern.usersCsv',
} as const;
