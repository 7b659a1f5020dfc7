namespace Gongxin.Cases.Applying;

/// <summary>What somebody brings to the front desk.</summary>
public sealed record Application
{
    public const int NameMax = 60;
    public const int PhoneMax = 30;
    public const int EmailMax = 120;
    public const int CapacityMax = 60;
    public const int GroundsMin = 10;
    public const int GroundsMax = 2000;

    /// <summary>objection, repair, complaint, report or correction.</summary>
    public string? Kind { get; init; }

    /// <summary>Credit code of the subject, for objection and repair.</summary>
    public string? Uscc { get; init; }

    /// <summary>The record, for objection and repair.</summary>
    public Guid? Record { get; init; }

    /// <summary>Credit code of the body that should answer, for the other kinds; the front desk finds it when it is not given.</summary>
    public string? Body { get; init; }

    /// <summary>What it is about, for the other kinds: an address, a dataset, a business.</summary>
    public string? About { get; init; }

    /// <summary>Name of the applicant.</summary>
    public string? Name { get; init; }

    public string? Phone { get; init; }
    public string? Email { get; init; }

    /// <summary>For whom the applicant acts.</summary>
    public string? Capacity { get; init; }

    public string? Grounds { get; init; }

    /// <summary>For repair: the papers are true, and the applicant answers for them.</summary>
    public bool Commitment { get; init; }
}

/// <summary>The receipt. The code stands in this answer only: whoever has both follows the case without an account.</summary>
/// <param name="Code">Sent in the header <c>Case-Code</c>.</param>
/// <param name="AcceptDueOn">By when it is accepted or refused.</param>
public sealed record ApplicationReceipt(string Number, string Code, DateOnly? AcceptDueOn);

// What is known of an applicant; stored protected.
internal sealed record Applicant(string Name, string Phone, string? Email, string? Capacity);
