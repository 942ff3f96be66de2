/**
 * Native, uncontrolled controls: what was typed stays, with and without JavaScript. A control's id follows from its
 * name, so that an error summary can lead to it.
 */
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { useText } from '#app/text/index.tsx';
import css from './field.module.css';
import { fieldId } from './field-id.ts';
import { Script } from './script.tsx';

export { fieldId };

/** How much room the answer needs. */
export type Width = 'short' | 'medium' | 'full';

type Common = {
  name: string;
  label: ReactNode;
  /** The label is for screen readers only: in a table, where the head already says it. */
  labelHidden?: boolean;
  hint?: ReactNode;
  error?: string;
};

type ControlProps = { id: string; name: string; 'aria-describedby'?: string; 'aria-invalid'?: true };

function describe({ name, hint, error }: Pick<Common, 'name' | 'hint' | 'error'>): ControlProps {
  const id = fieldId(name);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return {
    id,
    name,
    ...(described && { 'aria-describedby': described }),
    ...(error && { 'aria-invalid': true as const }),
  };
}

function HintAndError({ name, hint, error }: Pick<Common, 'name' | 'hint' | 'error'>) {
  const id = fieldId(name);
  return (
    <>
      {hint && (
        <p id={`${id}-hint`} className={css.hint}>
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </>
  );
}

/** What is wrong with a field. As the model of what scripts say, it brings the class of a faulty field. */
export function FieldError({ id, children }: { id?: string; children?: ReactNode }) {
  const { t } = useText();
  return (
    <p id={id} className={css.error} data-faulty={id ? undefined : css.faulty}>
      <span className="visually-hidden">{t.everywhere.form.error}: </span>
      {children ?? <span data-slot="text" />}
    </p>
  );
}

type FieldProps = Common & {
  /** Beside or under the control: a unit, the last report's answer. */
  after?: ReactNode;
  children: (control: ControlProps) => ReactNode;
};

/** Label, hint, error and one control. */
export function Field({ name, label, labelHidden, hint, error, after, children }: FieldProps) {
  return (
    <div className={`${css.field} ${error ? css.faulty : ''}`}>
      <label htmlFor={fieldId(name)} className={labelHidden ? 'visually-hidden' : css.label}>
        {label}
      </label>
      <HintAndError name={name} hint={hint} error={error} />
      {children(describe({ name, hint, error }))}
      {after}
    </div>
  );
}

type TextFieldProps = Common &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id' | 'width'> & {
    width?: Width;
    after?: ReactNode;
    /** Offered while typing; anything else may be typed too. */
    suggestions?: readonly string[];
  };

export function TextField({ label, labelHidden, hint, error, after, width, suggestions, ...input }: TextFieldProps) {
  const list = suggestions && `${fieldId(input.name)}-list`;
  return (
    <Field name={input.name} {...{ label, labelHidden, hint, error, after }}>
      {(control) => (
        <>
          <input type="text" {...input} {...control} list={list} className={`${css.input} ${css[width ?? 'full']}`} />
          {suggestions && (
            <datalist id={list}>
              {suggestions.map((text) => (
                <option key={text} value={text} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

/** A whole number. A plain text input: it keeps what was typed even when that is no number. */
export function NumberField({ width = 'short', ...rest }: TextFieldProps) {
  return <TextField inputMode="numeric" autoComplete="off" width={width} {...rest} />;
}

/** A date as people type it, dd.mm.yyyy. */
export function DateField({ hint, ...rest }: TextFieldProps) {
  const { t } = useText();
  return (
    <TextField hint={hint ?? t.everywhere.form.dateHint} autoComplete="off" width="medium" maxLength={10} {...rest} />
  );
}

type TextAreaProps = Common & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name' | 'id'> & { after?: ReactNode };

export function TextArea({ label, labelHidden, hint, error, after, ...area }: TextAreaProps) {
  return (
    <Field name={area.name} {...{ label, labelHidden, hint, error, after }}>
      {(control) => <textarea rows={4} {...area} {...control} className={`${css.input} ${css.area}`} />}
    </Field>
  );
}

type FileFieldProps = Common &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id' | 'type'> & {
    /** In bytes. Said at once where scripts run; the server checks anyway. */
    largest?: number;
  };

export function FileField({ label, labelHidden, hint, error, largest, ...input }: FileFieldProps) {
  const { t, format } = useText();
  return (
    <Field name={input.name} {...{ label, labelHidden, hint, error }}>
      {(control) => (
        <>
          {largest && (
            <p id={`${control.id}-too-large`} hidden role="alert" className={css.error}>
              {t.everywhere.form.tooLargeFile(format.integer(largest / 1024 ** 2))}
            </p>
          )}
          <input
            {...input}
            {...control}
            type="file"
            className={`${css.input} ${css.full}`}
            data-largest={largest}
            data-faulty={css.faulty}
          />
          <Script name="largeFiles" />
        </>
      )}
    </Field>
  );
}

export type Option = { value: string; label: string };

type SelectProps = Common &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'name' | 'id'> & {
    options: readonly Option[];
    /** The first, empty line; without it the first option is chosen. */
    placeholder?: string;
  };

export function Select({ label, labelHidden, hint, error, options, placeholder, ...select }: SelectProps) {
  return (
    <Field name={select.name} {...{ label, labelHidden, hint, error }}>
      {(control) => (
        <select {...select} {...control} className={`${css.input} ${css.select}`}>
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map(({ value, label: text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** The password can be looked at once JavaScript is there. */
export function PasswordField({ label, labelHidden, hint, error, ...input }: TextFieldProps) {
  const { t } = useText();
  const { showPassword, hidePassword } = t.everywhere.form;
  return (
    <Field name={input.name} {...{ label, labelHidden, hint, error }}>
      {(control) => (
        <div className={css.password}>
          <input
            autoComplete="current-password"
            {...input}
            {...control}
            type="password"
            className={`${css.input} ${css.full}`}
          />
          <button
            type="button"
            hidden
            className={css.reveal}
            aria-pressed="false"
            data-reveals={control.id}
            data-show={showPassword}
            data-hide={hidePassword}
          >
            {showPassword}
          </button>
          <Script name="password" />
        </div>
      )}
    </Field>
  );
}

type GroupProps = {
  legend: ReactNode;
  legendHidden?: boolean;
  hint?: ReactNode;
  /** Where the group has a message of its own; its id is `${fieldId(name)}-error`. */
  name?: string;
  error?: string;
  /** Controls side by side where there is room: «сколько» and «из скольких». */
  inRow?: boolean;
  children: ReactNode;
};

/** Several controls that answer one question. */
export function FieldGroup({ legend, legendHidden, hint, name = '', error, inRow, children }: GroupProps) {
  const described = describe({ name, hint, error })['aria-describedby'];
  return (
    <div className={`${css.field} ${error ? css.faulty : ''}`}>
      <fieldset className={css.group} aria-describedby={described}>
        <legend className={legendHidden ? 'visually-hidden' : css.label}>{legend}</legend>
        <HintAndError name={name} hint={hint} error={error} />
        {inRow ? <div className={css.inRow}>{children}</div> : children}
      </fieldset>
    </div>
  );
}

type ChoiceProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id' | 'value' | 'defaultValue'> &
  Common & {
    options: readonly (Option & { hint?: ReactNode })[];
    defaultValue?: string;
    /** Short answers stand side by side: «Да», «Нет». */
    inRow?: boolean;
  };

/** One of a few. The first one carries the field's id, so that an error leads to it. */
export function Choice({ name, label, labelHidden, hint, error, options, defaultValue, inRow, ...input }: ChoiceProps) {
  const id = fieldId(name);
  return (
    <FieldGroup legend={label} legendHidden={labelHidden} {...{ name, hint, error, inRow }}>
      {options.map((option, index) => {
        const optionId = index === 0 ? id : `${id}-${option.value}`;
        return (
          <div key={option.value} className={css.option}>
            <input
              {...input}
              type="radio"
              id={optionId}
              name={name}
              value={option.value}
              defaultChecked={option.value === defaultValue}
              aria-describedby={option.hint ? `${optionId}-about` : undefined}
            />
            <label htmlFor={optionId}>{option.label}</label>
            {option.hint && (
              <p id={`${optionId}-about`} className={css.hint}>
                {option.hint}
              </p>
            )}
          </div>
        );
      })}
    </FieldGroup>
  );
}

type CheckboxProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id'> & Omit<Common, 'labelHidden'>;

/** Yes or nothing; posts `on` unless given a value. */
export function Checkbox({ label, hint, error, ...input }: CheckboxProps) {
  return (
    <div className={`${css.field} ${error ? css.faulty : ''}`}>
      {error && <HintAndError name={input.name} error={error} />}
      <div className={css.option}>
        <input {...input} {...describe({ name: input.name, hint, error })} type="checkbox" />
        <label htmlFor={fieldId(input.name)}>{label}</label>
        {hint && <HintAndError name={input.name} hint={hint} />}
      </div>
    </div>
  );
}
