using System.Globalization;
using System.Text;
using System.Text.Json;
using Gongxin.Contracts.Credit;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Credit.Records.Taking.Files;

// The unit is named by its code: under its name of the day the same file would be somebody else's word after a change of name.
internal sealed record TakeFileInput(RecordKind Kind, string FileName, string Unit);

// What became of the rows; Download is where the operation's page leads.
internal sealed record TakeFileOutcome(long Read, long Added, long Changed, long Same, long Refused, long LeftOut, DateTime ExpiresAt, string Download);

// Takes a file in that was handed in over HTTP, and writes what was found in its rows as a table. Begun again after a kill it finds what was
// taken the same.
internal sealed class TakeFileOperation(CreditDb credit, IServiceScopeFactory scopes, TakenFiles files, TimeProvider clock) : IOperationHandler
{
    public const string KindName = "credit.take";
    private const string Head = "row,column,code,text\r\n";

    public string Kind => KindName;

    public static string DownloadOf(Guid id) => $"/api/v1/credit/records/files/{id}";

    public async Task RunAsync(OperationContext context, CancellationToken ct)
    {
        var input = JsonSerializer.Deserialize<TakeFileInput>(context.Operation.Input)!;
        var id = context.Operation.Id.Value;
        RecordsTaken taken;
        try
        {
            taken = await TakeAsync(new(input.Kind, files.InputOf(id), input.FileName, input.Unit) { Unit = input.Unit }, context.Actor, ct);
        }
        catch (TabularException refused)
        {
            File.Delete(files.InputOf(id));
            throw FindingRefusal.Of(refused.Finding);
        }
        catch (Refusal)
        {
            File.Delete(files.InputOf(id));
            throw;
        }

        await WriteAsync(files.UnfinishedOf(id), taken, ct);
        File.Move(files.UnfinishedOf(id), files.ResultOf(id), overwrite: true);
        var now = clock.GetUtcNow().UtcDateTime;
        var outcome = new TakeFileOutcome(taken.Read, taken.Added, taken.Changed, taken.Same, taken.Refused, taken.LeftOut, now + OperationFiles.KeptFor, DownloadOf(id));
        context.Operation.Succeed(JsonSerializer.Serialize(outcome, JsonSerializerOptions.Web), now);
        credit.Audit("RecordsFileTaken", $"credit:taking-file/{id}", new { taken.Read, taken.Added, taken.Changed, taken.Refused });
        await credit.SaveAsync(ct);
        File.Delete(files.InputOf(id));
    }

    // In a scope of its own: what taking tracks is let go batch by batch, and the operation is not to go with it.
    private async Task<RecordsTaken> TakeAsync(RecordsFile file, Actor actor, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor;
        return await scope.ServiceProvider.GetRequiredService<ICreditRecords>().TakeAsync(file, ct);
    }

    // The first findings row by row, then how many there are of each.
    private static async Task WriteAsync(string path, RecordsTaken taken, CancellationToken ct)
    {
        var table = new StringBuilder(Head);
        foreach (var finding in taken.Findings)
        {
            table.Append(CultureInfo.InvariantCulture, $"{finding.Row},{finding.Column},{finding.Code},{Cell(finding.Text ?? "")}\r\n");
        }

        foreach (var (code, count) in taken.FindingCounts.OrderByDescending(c => c.Value))
        {
            table.Append(CultureInfo.InvariantCulture, $",,{code},{count}\r\n");
        }

        await File.WriteAllTextAsync(path, table.ToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), ct);
    }

    // What a spreadsheet would take for a formula is text.
    private static string Cell(string text) => CsvCell.Of(text is ['=' or '+' or '-' or '@', ..] ? "'" + text : text);
}
