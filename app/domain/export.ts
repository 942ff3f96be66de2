/** A file that is made in the background: asked for, in the making, ready to be fetched, failed. */
export type ExportStatus = 'waiting' | 'running' | 'ready' | 'failed';

/** So many days a ready file can be fetched. */
export const exportDays = 7;
/** A file whose process died is begun again this many times. */
export const mostExportAttempts = 3;
