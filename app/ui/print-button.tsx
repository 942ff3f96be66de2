import { useText } from '#app/text/index.tsx';
import { Button, type ButtonLook } from './button.tsx';
import { Script } from './script.tsx';

/** Prints the page; without scripts the browser's own menu does. */
export function PrintButton({ look, children }: { look?: ButtonLook; children?: string }) {
  const { t } = useText();
  return (
    <>
      <Button type="button" look={look} hidden data-prints>
        {children ?? t.everywhere.buttons.print}
      </Button>
      <Script name="print" />
    </>
  );
}
