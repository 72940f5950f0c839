/** The settings of a guide, the same in both layouts (Codio protocol, section 8.1). */
export const GUIDE_FLAGS = {
  theme: 'light',
  scripts: [],
  lexikonTopic: '',
  suppressPageNumbering: false,
  useSubmitButtons: true,
  useMarkAsComplete: true,
  hideMenu: false,
  allowGuideClose: false,
  collapsedOnStart: false,
  hideSectionsToggle: false,
  hideBackToDashboard: false,
  protectLayout: false,
} as const;
