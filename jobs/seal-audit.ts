import { checkAudit, type Finding, sealAudit } from '#app/use-cases/trust/seal-audit.server.ts';
import { Found } from './found.ts';
import type { JobContext } from './timetable.ts';

const named = 10;

const words: Record<Finding['kind'], string> = {
  changed: 'изменена запись',
  missing: 'пропала запись',
  added: 'добавлена запись',
  sealChanged: 'изменена печать',
  sealMissing: 'пропала печать',
};

/** Daily: the audit is sealed, and everything sealed so far is read again. What does not agree fails the run, by name. */
export async function sealAndCheck(ctx: JobContext): Promise<string> {
  const { sealed, last } = await sealAudit(ctx);
  const { seals, rows, findings } = await checkAudit(ctx.db);
  if (findings.length > 0) {
    const first = findings
      .slice(0, named)
      .map((one) =>
        'row' in one ? `${words[one.kind]} № ${one.row} (печать № ${one.seal})` : `${words[one.kind]} № ${one.seal}`,
      );
    const more = findings.length > named ? ` и другие, всего не меньше ${findings.length}` : '';
    throw new Found(`Журнал изменений не сходится с печатями: ${first.join(', ')}${more}`);
  }
  if (!last) return 'Запечатывать нечего: журнал изменений пуст';
  return `Запечатано записей: ${sealed}. Проверено печатей: ${seals}, записей: ${rows}, расхождений нет. Печать № ${last.number}: ${last.hash}`;
}
