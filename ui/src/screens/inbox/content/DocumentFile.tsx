import { useLingui } from "@lingui/react/macro";
import type { ComponentType } from "react";
import { File, FileArchive, FileImage, FileSpreadsheet, FileText } from "lucide-react";
import { Button } from "@/components/index.ts";
import type { FileState, MediaContent } from "@/host/contract.ts";
import { useOpenOutside, useSaveFile } from "../files.ts";
import { useFormat } from "@/app/format.ts";
import { FileWait } from "./FileWait.tsx";

/** What a type of file looks like. */
interface Look {
  icon: ComponentType<{ className?: string; "aria-hidden"?: boolean }>;
  tone: "danger" | "ok" | "warn" | "accent";
}

/** A document: icon by its type, name, type, size, and the way to open it. */
export function DocumentFile({ content, file }: { content: MediaContent; file: FileState | null }) {
  const { t } = useLingui();
  const format = useFormat();
  const outside = useOpenOutside();
  const save = useSaveFile();
  const ready = file?.state === "ready" ? file : null;
  const name = content.filename ?? t`Document`;
  const { icon: Icon, tone } = lookOf(content.mime);
  const bytes = ready?.bytes ?? content.bytes ?? null;
  const line = [typeName(name, content.mime), bytes === null ? null : format.bytes(bytes)].filter(Boolean).join(" · ");
  return (
    <>
      <span className="card">
        <span className="card-icon" data-tone={tone}>
          <Icon className="inbox-icon-18" aria-hidden />
        </span>
        <span className="card-text">
          <span className="card-title cut" title={name}>
            {name}
          </span>
          <span className="card-line">{line}</span>
        </span>
        {ready === null ? null : (
          <Button
            size="small"
            kind="ghost"
            aria-label={outside === null ? t`Save ${name}` : t`Open ${name}`}
            onPress={() => (outside === null ? save(ready.file, name) : outside(ready.file))}
          >
            {outside === null ? t`Save` : t`Open`}
          </Button>
        )}
      </span>
      {ready === null ? <FileWait file={file} failed={false} /> : null}
    </>
  );
}

function lookOf(mime: string): Look {
  if (mime === "application/pdf") return { icon: FileText, tone: "danger" };
  if (mime.startsWith("image/")) return { icon: FileImage, tone: "accent" };
  if (/spreadsheet|excel|csv/u.test(mime)) return { icon: FileSpreadsheet, tone: "ok" };
  if (/zip|rar|7z|tar|gzip/u.test(mime)) return { icon: FileArchive, tone: "warn" };
  if (mime.startsWith("text/") || /word|document|presentation/u.test(mime)) return { icon: FileText, tone: "accent" };
  return { icon: File, tone: "accent" };
}

function typeName(filename: string, mime: string): string {
  const ending = /\.([\p{L}\p{N}]{1,5})$/u.exec(filename)?.[1];
  return (ending ?? mime.split("/")[1] ?? "").toUpperCase();
}
