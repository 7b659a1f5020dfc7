namespace Gongxin.Ui.Shell;

/// <summary>
/// What header and footer say about this node. Implemented by the host; the answer is a snapshot in memory, because it
/// is read on every page, beside the page's own use of the database.
/// </summary>
public interface IShellFacts
{
    ShellFacts Current { get; }
}

/// <param name="SiteName">Name set by the operator; empty means the built-in name in the reader's language.</param>
/// <param name="Operator">Who runs the node; empty when not set.</param>
/// <param name="Contact">Address for questions: mail, telephone or web address; empty when not set.</param>
/// <param name="LedgerSize">Number of entries in the ledger; null while it is not known.</param>
/// <param name="LedgerAt">When the last entry was integrated.</param>
/// <param name="Build">Version of the program, with its commit.</param>
public sealed record ShellFacts(
    string SiteName,
    string Operator,
    string Contact,
    long? LedgerSize,
    DateTime? LedgerAt,
    string Build);
