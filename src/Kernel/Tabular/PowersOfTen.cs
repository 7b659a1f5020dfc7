namespace Gongxin.Kernel.Tabular;

internal static class PowersOfTen
{
    public const int Max = 38;

    private static readonly UInt128[] Powers = All();

    public static UInt128 Of(int exponent) => Powers[exponent];

    private static UInt128[] All()
    {
        var powers = new UInt128[Max + 1];
        powers[0] = 1;
        for (var i = 1; i <= Max; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
