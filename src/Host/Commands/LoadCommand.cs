using System.CommandLine;
using Gongxin.Contracts.Catalogue;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Ledger;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Host.Commands;

// gongxin load PATH…: each file is one submission; a folder stands for the files in it.
internal static class LoadCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files, or folders whose data files are loaded.", Arity = ArgumentArity.OneOrMore };
        var dataset = new Option<string?>("--dataset") { Description = "Readable name (slug) of the dataset; with one file only." };
        var title = new Option<string?>("--title") { Description = "Title of the dataset; with one file only." };
        var theme = new Option<string?>("--theme") { Description = "Code of an open-data domain." };
        var cycle = new Option<string?>("--cycle") { Description = "Code of the declared update cycle: 2 daily, 3 weekly, 4 monthly, 5 quarterly, 6 half-yearly, 7 yearly." };
        var schema = new Option<FileInfo?>("--schema") { Description = "Table Schema (JSON) that is enforced." };
        var reason = new Option<string?>("--reason") { Description = "Why there is a new version: what was added or corrected." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object per dataset." };
        var command = new Command("load", "Load files: typed, checked, published as new versions.") { paths, dataset, title, theme, cycle, schema, reason, json };
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetValue(paths)!,
            new DatasetDescription { Slug = parsed.GetValue(dataset), Title = parsed.GetValue(title), Theme = parsed.GetValue(theme), UpdateCycle = parsed.GetValue(cycle) },
            parsed.GetValue(reason),
            parsed.GetValue(schema),
            parsed.GetValue(json),
            ct));
        return command;
    }

    private static async Task<int> RunAsync(
        string[] paths, DatasetDescription about, string? reason, FileInfo? schemaFile, bool json, CancellationToken ct)
    {
        var files = LoadPaths.FilesOf(paths, out var missing);
        if (missing is not null)
        {
            await Console.Error.WriteLineAsync($"gongxin load: there is no file or folder {missing}");
            return ExitCodes.Usage;
        }

        if ((about.Slug ?? about.Title) is not null && files.Count > 1)
        {
            await Console.Error.WriteLineAsync("gongxin load: --dataset and --title go with one file only");
            return ExitCodes.Usage;
        }

        await using var node = await Node.OpenAsync(ct);
        var output = json ? (ILoadOutput)new JsonLoadOutput() : new TextLoadOutput();
        TableSchema? schema = null;
        if (schemaFile is not null && !TryReadSchema(schemaFile, output, out schema))
        {
            return ExitCodes.Usage;
        }

        var code = ExitCodes.Good;
        foreach (var file in files)
        {
            var handIn = new HandIn(file, Path.GetFileName(file)) { About = about, Schema = schema, Reason = reason };
            code = Worst(code, await LoadAsync(node, handIn, output, ct));
        }

        await using var scope = node.Scope("load");
        await scope.ServiceProvider.GetRequiredService<LedgerSequencer>().IntegrateAllAsync(ct);
        return code;
    }

    private static async Task<int> LoadAsync(Node node, HandIn handIn, ILoadOutput output, CancellationToken ct)
    {
        var file = handIn.File;
        await using var scope = node.Scope("load");
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            using var progress = output.Progress(file);
            var report = await scope.ServiceProvider.GetRequiredService<ISubmissions>()
                .LoadAsync(handIn, progress, ct);
            progress.Dispose();
            output.Report(file, report, TimeProvider.System.GetElapsedTime(started));
            return report.Tables.Any(t => t.CellsQuarantined > 0 || t.RowsRefused > 0) ? ExitCodes.Quarantined : ExitCodes.Good;
        }
        catch (TabularException refused)
        {
            output.Refused(file, refused.Finding, FindingText.Of(refused.Finding, System.Globalization.CultureInfo.InvariantCulture));
            return ExitCodes.Refused;
        }
        catch (Refusal refusal)
        {
            var message = scope.ServiceProvider.GetRequiredService<ProblemTexts>().Of(refusal);
            output.Refused(file, new Finding(null, null, refusal.Code), message);
            return ExitCodes.Refused;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // The outermost handler of one file: whatever is wrong with it or with the program, the files after it are loaded.
            // Whoever runs the command runs the node, and is told what the log would say.
            output.Failed(file, $"{fault.GetType().Name}: {fault.Message}");
            return ExitCodes.Refused;
        }
    }

    private static bool TryReadSchema(FileInfo file, ILoadOutput output, out TableSchema? schema)
    {
        schema = null;
        try
        {
            schema = TableSchemaJson.Read(File.ReadAllBytes(file.FullName));
            return true;
        }
        catch (TabularException refused)
        {
            output.Refused(file.FullName, refused.Finding, FindingText.Of(refused.Finding, System.Globalization.CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            output.Refused(file.FullName, new Finding(null, null, "schema.unreadable"), $"{file.FullName} cannot be read.");
        }

        return false;
    }

    // Refused outweighs quarantined outweighs good.
    private static int Worst(int left, int right) =>
        left == ExitCodes.Refused || right == ExitCodes.Refused ? ExitCodes.Refused : Math.Max(left, right);
}
