using Gongxin.Kernel.Http;

namespace Gongxin.Contracts.Datastore;

/// <summary>Reads the cells that were set aside when a version was made.</summary>
public interface IQuarantine
{
    /// <summary>Cells in file order.</summary>
    /// <param name="file">Path of the quarantine's Parquet.</param>
    /// <param name="after">Number of cells to pass over; also what <c>next</c> holds.</param>
    /// <param name="limit">Cells of the page.</param>
    /// <param name="ct">Cancels the query.</param>
    Task<PageOf<QuarantinedCell>> ReadAsync(string file, long after, int limit, CancellationToken ct);
}

/// <summary>One cell that did not fit.</summary>
/// <param name="Row">Row number in the file as handed in (header = 1).</param>
/// <param name="Code">Why, e.g. <c>cell.not-a-date</c>.</param>
/// <param name="Text">The original text.</param>
public sealed record QuarantinedCell(long Row, string Column, string Code, string Text);
