/** The variable that tells the tests inside the host where its logs are. */
export const LOGS_FOLDER = 'LECTERN_HOST_LOGS';
