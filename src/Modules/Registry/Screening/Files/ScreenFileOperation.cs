using System.Globalization;
using System.Text;
using System.Text.Json;
using Gongxin.Contracts.Registry;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Tabular;
using Gongxin.Kernel.Text;

namespace Gongxin.Registry.Screening.Files;

internal sealed record ScreeningInput(string FileName);

// What a screening came to; Download is where the operation's page leads.
internal sealed record ScreeningOutcome(long Names, long Hit, long Possible, long NoHit, long NotInRegister, DateTime ExpiresAt, string Download);

// Screens a file of names into a table of answers, batch by batch: memory has a bound that does not grow with the file. Started again after a
// kill it begins anew.
internal sealed class ScreenFileOperation(RegistryDb registry, ISubjectNames names, ScreeningFiles files, TimeProvider clock) : IOperationHandler
{
    public const string KindName = "registry.screen";
    public const int NamesMax = 1_000_000;
    public const string Step = "screen.Names";
    private const string Head = "name,verdict,score,uscc,matched_name,is_former_name,state,reasons\r\n";

    public string Kind => KindName;

    public async Task RunAsync(OperationContext context, CancellationToken ct)
    {
        var input = JsonSerializer.Deserialize<ScreeningInput>(context.Operation.Input)!;
        var id = context.Operation.Id.Value;
        var counts = new long[Enum.GetValues<ScreenVerdict>().Length];
        try
        {
            await using (var result = new StreamWriter(files.UnfinishedOf(id), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
            {
                await WriteAsync(result, files.InputOf(id), input.FileName, counts, context.Progress, ct);
            }
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

        File.Move(files.UnfinishedOf(id), files.ResultOf(id), overwrite: true);
        var now = clock.GetUtcNow().UtcDateTime;
        var outcome = new ScreeningOutcome(
            counts.Sum(), counts[(int)ScreenVerdict.Hit], counts[(int)ScreenVerdict.Possible], counts[(int)ScreenVerdict.NoHit], counts[(int)ScreenVerdict.NotInRegister],
            now + OperationFiles.KeptFor, $"/api/v1/registry/screen/files/{id}");
        context.Operation.Succeed(JsonSerializer.Serialize(outcome, JsonSerializerOptions.Web), now);
        registry.Audit("FileScreened", $"registry:screening/{id}", new { outcome.Names, outcome.Hit });
        await registry.SaveAsync(ct);
        File.Delete(files.InputOf(id));
    }

    private async Task WriteAsync(StreamWriter result, string path, string fileName, long[] counts, IProgress<OperationProgress> progress, CancellationToken ct)
    {
        await result.WriteAsync(Head);
        foreach (var batch in NamesOfFile.Read(path, fileName, ct))
        {
            if (counts.Sum() + batch.Count > NamesMax)
            {
                throw RegistryRefusals.ScreeningTooLong(NamesMax);
            }

            foreach (var answer in await names.ScreenAsync(batch, ct))
            {
                counts[(int)answer.Verdict]++;
                await result.WriteAsync(LineOf(answer));
            }

            progress.Report(new OperationProgress(Step, counts.Sum(), null));
            ct.ThrowIfCancellationRequested();
        }
    }

    private static string LineOf(ScreenedName answer)
    {
        var match = answer.Matches.Count > 0 ? answer.Matches[0] : null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Cell(answer.Name)},{answer.Verdict},{answer.Score:0.00},{match?.Subject.Uscc},{Cell(match?.Name ?? "")},{(match?.IsFormer is true ? "true" : "")},{match?.Subject.State},{string.Join(';', match?.Reasons ?? [])}\r\n");
    }

    // What a spreadsheet would take for a formula is text.
    private static string Cell(string text) => CsvCell.Of(text is ['=' or '+' or '-' or '@', ..] ? "'" + text : text);
}
