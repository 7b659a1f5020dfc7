namespace Gongxin.Collection.Workbooks;

// Marks the texts about workbooks.
public sealed class WorkbookText;
