import { useText } from '#app/text/index.tsx';
import { Notice } from '#app/ui/notice.tsx';

type OriginProps = {
  note: {
    number: number;
    readAt: string | Date;
    complete: boolean;
    version: number;
    written: { by: string; at: string | Date } | null;
    carriedFrom: number | null;
  };
  mayWrite: boolean;
};

/** From which edition the note is, and whose words these are. */
export function Origin({ note, mayWrite }: OriginProps) {
  const { t, format } = useText();
  const { number, readAt, complete, version, written, carriedFrom } = note;
  return (
    <>
      <p>
        {t.note.source(format.integer(number), format.dateTime(readAt))}{' '}
        {complete ? t.note.complete : t.note.incomplete}{' '}
        {written
          ? t.note.written(written.by, format.dateTime(written.at), format.integer(version))
          : carriedFrom === null && t.note.drafted}
      </p>
      {carriedFrom !== null && mayWrite && (
        <Notice kind="info">
          <p>{t.note.carried(format.integer(carriedFrom))}</p>
        </Notice>
      )}
    </>
  );
}
