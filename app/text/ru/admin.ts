/** People, organisations, jobs, backups. */
export const admin = {};
