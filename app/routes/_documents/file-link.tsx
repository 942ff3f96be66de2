import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { Link } from '#app/ui/link.tsx';

type FileLinkProps = { fileId: number; fileName: string | null; fileSize: number | null };

/** A kept file to download, with what it will cost: schools' lines are slow. */
export function FileLink({ fileId, fileName, fileSize }: FileLinkProps) {
  const { t, format } = useText();
  return (
    <>
      <Link href={paths.file(fileId)}>{fileName}</Link>,{' '}
      {t.documents.file.size(format.integer(Math.ceil((fileSize ?? 0) / 1024)))}
    </>
  );
}
