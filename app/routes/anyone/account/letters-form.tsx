import { type LetterChoice, letterChoices } from '#app/domain/notices/notice.ts';
import { useText } from '#app/text/index.tsx';
import { Button } from '#app/ui/button.tsx';
import { Choice } from '#app/ui/field.tsx';

/** How the person wants to hear of what the product shows in any case. */
export function LettersForm({ email, chosen, error }: { email: string; chosen: LetterChoice; error?: string }) {
  const { t } = useText();
  const words = t.notices.choice;
  return (
    <form method="post">
      <h2>{words.title}</h2>
      <Choice
        name="letters"
        label={words.label(email)}
        options={letterChoices.map((choice) => ({ value: choice, ...words.choices[choice] }))}
        defaultValue={chosen}
        error={error}
      />
      <Button look="secondary" name="intent" value="letters">
        {words.save}
      </Button>
    </form>
  );
}
