using Gongxin.Kernel.Identity;

namespace Gongxin.Collection.Workbooks;

public static class WorkbookPermissions
{
    public const string ReadName = "collection.read-workbooks";

    // Hands workbooks in to be read for a form, and says which of their places is which of the form's.
    public static readonly Permission Read = new(ReadName);

    public static IReadOnlyList<Permission> All { get; } = [Read];
}
