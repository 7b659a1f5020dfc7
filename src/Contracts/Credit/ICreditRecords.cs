using Gongxin.Kernel.Tabular;

namespace Gongxin.Contracts.Credit;

/// <summary>Kinds of credit records that have a template. They are shown and told apart by it.</summary>
public enum RecordKind
{
    /// <summary>行政许可, fields XK_….</summary>
    Licence,

    /// <summary>行政处罚, fields CF_….</summary>
    Penalty,

    /// <summary>经营（活动）异常名录（状态）, fields YC_….</summary>
    Abnormal,

    /// <summary>司法执行：被执行人、失信被执行人, fields ZX_….</summary>
    Enforcement,

    /// <summary>信用评价结果, fields PJ_….</summary>
    Evaluation,

    /// <summary>诚实守信相关荣誉, fields RY_….</summary>
    Honour,

    /// <summary>合同履行, fields HT_….</summary>
    Contract,

    /// <summary>企业年度报告, fields NB_….</summary>
    AnnualReport,

    /// <summary>经营主体自愿提供的信用信息：自述，未经核实, fields ZY_….</summary>
    Voluntary,
}

/// <summary>Takes credit records in: files of decisions, in the fields that are exchanged between platforms.</summary>
public interface ICreditRecords
{
    /// <summary>
    /// Reads every table of a file and keeps its rows as records. Works in batches of one transaction each, so memory has a bound and
    /// what was taken stays; the same file taken in again changes nothing, so a run that was killed is simply run again.
    /// </summary>
    /// <exception cref="TabularException">The file cannot be read as a table.</exception>
    /// <exception cref="Kernel.Errors.Refusal"><c>credit.columns-missing</c>: the table is none of this kind.</exception>
    Task<RecordsTaken> TakeAsync(RecordsFile file, CancellationToken ct);
}

/// <summary>A file of decisions.</summary>
/// <param name="Path">Local path; read, never changed.</param>
/// <param name="FileName">Name under which it was handed in.</param>
/// <param name="Source">Who hands it in: stands with every statement of the file.</param>
public sealed record RecordsFile(RecordKind Kind, string Path, string FileName, string Source)
{
    /// <summary>Longest name of a source.</summary>
    public const int SourceMax = 120;

    /// <summary>The unit that hands it in, by its credit code: rows that name another unit as their source are refused. Null when the operator takes a file in.</summary>
    public string? Unit { get; init; }
}

/// <summary>What became of the rows of a file: Read = Added + Changed + Same + Refused + LeftOut.</summary>
/// <param name="Changed">Known records of which the file says something new.</param>
/// <param name="LeftOut">Rows about natural persons, of which nothing is kept.</param>
/// <param name="Findings">The first thousand, in file order.</param>
/// <param name="FindingCounts">Exact number of findings per code.</param>
public sealed record RecordsTaken(
    long Read, long Added, long Changed, long Same, long Refused, long LeftOut, IReadOnlyList<Finding> Findings, IReadOnlyDictionary<string, long> FindingCounts);
