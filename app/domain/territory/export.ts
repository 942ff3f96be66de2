/** A file that is made in the background: asked for, in the making, ready to be fetched, failed. */
export type ExportStatus = 'waiting' | 'running' | 'ready' | 'failed';

/** So many days a ready file can be fetched. */
export const exportDays = 7;
/** Minutes to wait after the first, second failure; after the last the file is given up. */
export const exportPauses = [1, 10] as const;
