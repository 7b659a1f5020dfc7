using System.Security.Cryptography;
using System.Text;
using Gongxin.Contracts.Credit;
using Gongxin.Credit.Records.Templates;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Time;

namespace Gongxin.Credit.Records.Taking;

// Takes a file of decisions in, batch by batch.
internal sealed class TakeRecords(CreditDb credit, SubjectsOfRows subjects, FactsOfRow rules, TakeBatch batches, TimeProvider clock) : ICreditRecords
{
    public async Task<RecordsTaken> TakeAsync(RecordsFile file, CancellationToken ct)
    {
        var template = RecordTemplate.Of(file.Kind);
        using var tables = TabularReader.Open(file.Path, file.FileName, ct: ct);
        var readable = tables.Tables.Where(t => template.MissingOf(t.Columns).Count == 0).ToList();
        if (readable.Count == 0)
        {
            throw CreditRefusals.ColumnsMissing(string.Join(", ", tables.Tables.Select(t => template.MissingOf(t.Columns)).MinBy(m => m.Count) ?? template.Parts.Key));
        }

        var taking = await BeginAsync(file, ct);
        var findings = new FindingLog();
        foreach (var table in readable)
        {
            await TakeTableAsync(table, template, new(taking, file.Unit, findings), ct);
        }

        await EndAsync(taking, ct);
        return new(
            taking.RowsRead, taking.Added, taking.Changed, taking.Same, taking.Refused, taking.LeftOut, findings.Kept, findings.Counts);
    }

    private async Task TakeTableAsync(TabularTable table, RecordTemplate template, TakenFile into, CancellationToken ct)
    {
        var (taking, findings) = (into.Taking, into.Findings);
        var fields = table.Columns.Select(template.FieldOf).ToArray();
        var cells = new CellBatch(table.Columns.Count);
        using var rows = table.OpenRows();
        rows.OnFinding = findings.Add;
        var (seen, refused) = (0L, 0L);
        while (rows.Read(cells, ct))
        {
            await TakeRowsAsync([.. Enumerable.Range(0, cells.RowCount).Select(row => ReadRow(cells, row, fields, template))], into, ct);

            // Rows that the reader itself could not read.
            taking.RowsRead += rows.RowsRead - seen;
            taking.Refused += rows.RowsRefused - refused;
            (seen, refused) = (rows.RowsRead, rows.RowsRefused);
        }

        taking.RowsRead += rows.RowsRead - seen;
        taking.Refused += rows.RowsRefused - refused;
    }

    private async Task TakeRowsAsync(List<RowReading> rows, TakenFile into, CancellationToken ct)
    {
        var (today, taking) = (clock.LegalToday(), into.Taking);
        rows.ForEach(row => FieldRules.Check(row, today));
        if (into.Unit is { } unit)
        {
            rows.Where(r => !r.IsPerson && r[r.Template.Parts.SourceCode] != unit).ToList().ForEach(r => r.Refuse(r.Template.Parts.SourceCode, "credit.source-not-own"));
        }

        var usable = rows.Where(r => r is { IsPerson: false, IsRefused: false }).ToList();
        await subjects.ReadAsync(usable, taking.Source, ct);
        var told = new List<RecordFacts>();
        var first = new HashSet<RecordId>();
        foreach (var row in usable)
        {
            if (await subjects.OfAsync(row, ct) is not { } subject)
            {
                continue;
            }

            var facts = rules.Of(row, subject);
            if (row.IsRefused)
            {
                continue;
            }

            if (facts.FieldsJson.Length > RecordStatement.FieldsMax)
            {
                row.Refuse(row.Template.Parts.Title, "credit.row-too-long");
                continue;
            }

            if (!first.Add(facts.Id))
            {
                row.Warn(row.Template.Parts.Number, "credit.repeated-in-file");
            }

            told.Add(facts);
        }

        var taken = await batches.WriteAsync(told, taking, ct);
        taking.Added += taken.Added;
        taking.Changed += taken.Changed;
        taking.Same += taken.Same;
        taking.Refused += rows.Count(r => r.IsRefused);
        taking.LeftOut += rows.Count(r => r.IsPerson);
        into.Findings.AddRange(rows.SelectMany(r => r.Findings));
        credit.Whole.ChangeTracker.Clear();
    }

    private static RowReading ReadRow(CellBatch cells, int row, int[] fields, RecordTemplate template)
    {
        var reading = new RowReading(template, cells.RowNumber(row));
        for (var column = 0; column < fields.Length; column++)
        {
            if (fields[column] is >= 0 and var field && !cells.IsError(row, column))
            {
                reading[field] ??= FieldText.ValueOf(Encoding.UTF8.GetString(cells.Cell(row, column)));
            }
        }

        return reading;
    }

    private async Task<RecordTaking> BeginAsync(RecordsFile file, CancellationToken ct)
    {
        if (file.Source.Length is 0 or > RecordsFile.SourceMax)
        {
            throw CreditRefusals.SourceNotUsable(RecordsFile.SourceMax);
        }

        await using var bytes = File.OpenRead(file.Path);
        var taking = new RecordTaking
        {
            Id = Guid.CreateVersion7(),
            Kind = file.Kind,
            Source = file.Source,
            FileName = file.FileName.Length > RecordMaps.FileNameMax ? file.FileName[..RecordMaps.FileNameMax] : file.FileName,
            Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, ct)),
            StartedAt = clock.GetUtcNow().UtcDateTime,
        };
        credit.Takings.Add(taking);
        credit.Audit("TakingBegun", $"credit:taking/{taking.Id}", new { taking.Source, taking.FileName, taking.Sha256 });
        await credit.SaveAsync(ct);
        credit.Whole.ChangeTracker.Clear();
        return taking;
    }

    private async Task EndAsync(RecordTaking taking, CancellationToken ct)
    {
        taking.EndedAt = clock.GetUtcNow().UtcDateTime;
        credit.Takings.Update(taking);
        credit.Audit("TakingEnded", $"credit:taking/{taking.Id}", new { taking.RowsRead, taking.Added, taking.Changed, taking.Same, taking.Refused, taking.LeftOut });
        await credit.SaveAsync(ct);
        credit.Whole.ChangeTracker.Clear();
    }

    private sealed record TakenFile(RecordTaking Taking, string? Unit, FindingLog Findings);
}
