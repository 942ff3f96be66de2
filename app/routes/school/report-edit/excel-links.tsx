import { paths } from '#app/paths.ts';
import { useText } from '#app/text/index.tsx';
import { LinkButton } from '#app/ui/button.tsx';

/** The form to take along, and the way back for what was filled in elsewhere. */
export function ExcelLinks({ reportId }: { reportId: number }) {
  const { t } = useText();
  return (
    <>
      <LinkButton look="secondary" href={paths.reportForm(reportId)}>
        {t.imports.download}
      </LinkButton>
      <LinkButton look="secondary" href={paths.importReport(reportId)}>
        {t.imports.upload}
      </LinkButton>
    </>
  );
}
