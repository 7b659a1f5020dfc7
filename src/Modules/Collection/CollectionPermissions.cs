using Gongxin.Kernel.Identity;

namespace Gongxin.Collection;

public static class CollectionPermissions
{
    public const string ReadName = "collection.read-submissions";
    public const string ReportName = "collection.report";
    public const string ForwardName = "collection.forward";
    public const string ReviewName = "collection.review";
    public const string RunName = "collection.run-tasks";

    // Sees submissions: the own organisation's, or those of a region.
    public static readonly Permission Read = new(ReadName);

    // Fills in and hands in for an organisation.
    public static readonly Permission Report = new(ReportName);

    // Reviews inside the organisation: forwards or returns.
    public static readonly Permission Forward = new(ForwardName);

    // Reviews for the department: approves or returns.
    public static readonly Permission Review = new(ReviewName);

    // Makes, starts and ends tasks, and publishes what was approved.
    public static readonly Permission Run = new(RunName);

    public static IReadOnlyList<Permission> All { get; } = [Read, Report, Forward, Review, Run];
}
