using Gongxin.Contracts.Registry;

namespace Gongxin.Host.Demo.Generating;

// How much is generated, and as of which day. The same plan gives the same subjects and records, so a run that was killed is run again.
internal sealed record GeneratedPlan(int Subjects, int Records, DateOnly Day)
{
    public const int SubjectsMax = 20_000_000;
    public const int RecordsMax = 200_000_000;

    // Records of each other class: few, so that the demonstration is there soon.
    private const int OfEachClass = 300;

    public int EachClass { get; init; }

    // What the demonstration shows.
    public static GeneratedPlan Demonstration(DateOnly day) => new(20_000, 200_000, day) { EachClass = OfEachClass };

    // Who tells it; stands with every subject and every statement.
    public const string Source = "generated for demonstration 演示生成";

    public static readonly SubjectKind Kind = SubjectKind.Enterprise;
}

// Numbers that look random and are always the same: SplitMix64 over a place and a question.
internal readonly struct Dice(long place, int question)
{
    private readonly ulong _bits = Mix(((ulong)place * 0x9E3779B97F4A7C15UL) + ((ulong)question * 0xD1B54A32D192ED03UL) + 0x632BE59BD9B4E019UL);

    // 0 to 1.
    public double Share => (_bits >> 11) * (1.0 / (1UL << 53));

    public int Below(int bound) => (int)(Share * bound);

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
