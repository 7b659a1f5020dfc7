using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Tabular;

namespace Gongxin.Host.Commands;

// How a load tells what it did: to people or to programs.
internal interface ILoadOutput
{
    LoadBar Progress(string file);

    void Report(string file, SubmissionReport report, TimeSpan took);

    void Refused(string file, Finding finding, string message);

    // Not the file was refused: something broke while it was loaded, and nothing of it was kept.
    void Failed(string file, string reason);
}

internal sealed class TextLoadOutput : ILoadOutput
{
    private const int FindingsShown = 5;

    public LoadBar Progress(string file) => new(file, !Console.IsErrorRedirected);

    public void Report(string file, SubmissionReport report, TimeSpan took)
    {
        foreach (var table in report.Tables)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{table.Dataset} {(table.Held is null ? $"v{table.Version}{(table.Unchanged ? " unchanged" : "")}" : "held for review, not public")}: {table.RowsRead:N0} rows read = {table.RowsLoaded:N0} loaded + {table.RowsRefused:N0} refused, {table.CellsQuarantined:N0} cells quarantined, {took.TotalSeconds:0.00} s"));
            foreach (var finding in table.Findings.Take(FindingsShown))
            {
                Console.WriteLine($"  {Where(finding)}{finding.Code}: {FindingText.Of(finding, CultureInfo.InvariantCulture)}");
            }

            var more = table.FindingCounts.Values.Sum() - Math.Min(FindingsShown, table.Findings.Count);
            if (more > 0)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  … and {more:N0} more findings"));
            }
        }
    }

    public void Refused(string file, Finding finding, string message) =>
        Console.Error.WriteLine($"{file} refused: {Where(finding)}{finding.Code}: {message}");

    public void Failed(string file, string reason) => Console.Error.WriteLine($"{file} failed, nothing of it was published: {reason}");

    private static string Where(Finding finding) =>
        (finding.Row, finding.Column) switch
        {
            ({ } row, { } column) => string.Create(CultureInfo.InvariantCulture, $"row {row}, {column}: "),
            ({ } row, null) => string.Create(CultureInfo.InvariantCulture, $"row {row}: "),
            (null, { } column) => $"{column}: ",
            _ => "",
        };
}

internal sealed class JsonLoadOutput : ILoadOutput
{
    private const string FaultCode = "server.fault";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public LoadBar Progress(string file) => new(file, isShown: false);

    public void Report(string file, SubmissionReport report, TimeSpan took)
    {
        foreach (var table in report.Tables)
        {
            Print(new
            {
                table.Dataset,
                table.Version,
                table.Unchanged,
                table.RowsRead,
                table.RowsLoaded,
                table.RowsRefused,
                table.CellsQuarantined,
                columns = table.Schema.Columns.Select(c => new { c.Name, type = JsonNamingPolicy.CamelCase.ConvertName(c.Type.ToString()), c.Unit }),
                findings = report.Findings.Concat(table.Findings).Select(f => Shown(f, FindingText.Of(f, CultureInfo.InvariantCulture))),
                table.FindingCounts,
                table.Held,
                seconds = Math.Round(took.TotalSeconds, 3),
                report.Sha256,
                file,
            });
        }
    }

    public void Refused(string file, Finding finding, string message) =>
        Print(new { dataset = (string?)null, refused = true, file, findings = new[] { Shown(finding, message) } });

    public void Failed(string file, string reason) =>
        Print(new { dataset = (string?)null, failed = true, file, findings = new[] { Shown(new Finding(null, null, FaultCode), reason) } });

    private static object Shown(Finding finding, string message) =>
        new { finding.Table, finding.Row, finding.Column, finding.Code, message, finding.Text };

    private static void Print<T>(T line) => Console.WriteLine(JsonSerializer.Serialize(line, Options));
}

// A progress bar on a terminal's error stream; nothing when that is a file.
internal sealed class LoadBar(string file, bool isShown) : IProgress<LoadProgress>, IDisposable
{
    private const int Width = 30;
    private readonly Lock _lock = new();
    private long _lastTick;
    private bool _isOver;

    public void Report(LoadProgress value)
    {
        lock (_lock)
        {
            var tick = Environment.TickCount64;
            if (!isShown || _isOver || tick - _lastTick < 100)
            {
                return;
            }

            _lastTick = tick;
            var share = value.Total is > 0 ? Math.Clamp((double)value.Done / value.Total.Value, 0, 1) : 0;
            var filled = (int)(share * Width);
            Console.Error.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"\r{Path.GetFileName(file)} {value.Step,-9} [{new string('#', filled)}{new string('.', Width - filled)}] {share,4:P0}"));
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (isShown && !_isOver && _lastTick > 0)
            {
                Console.Error.Write("\r\u001b[K");
            }

            _isOver = true;
        }
    }
}
