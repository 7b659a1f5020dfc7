using Gongxin.Kernel.Identity;

namespace Gongxin.Cases;

public static class CasesPermissions
{
    public const string HandleName = "cases.handle";
    public const string DeskName = "cases.desk";
    public const string ReadApplicantName = "cases.read-applicant";

    // Handles the cases that came to the own organisation.
    public static readonly Permission Handle = new(HandleName);

    // The front desk: accepts, refuses, asks for papers and sends cases to bodies. Held for the whole node.
    public static readonly Permission Desk = new(DeskName);

    // Reads who applied, and in which words; every reading is in the audit trail.
    public static readonly Permission ReadApplicant = new(ReadApplicantName);

    // What a key without a choice may do; data of persons is none of it.
    public static IReadOnlyList<Permission> All { get; } = [Handle, Desk];

    public static IReadOnlyList<Permission> Personal { get; } = [ReadApplicant];
}
