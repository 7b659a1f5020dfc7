namespace Gongxin.Collection.Checks.Language;

// A unit of measure as a quantity and a scale: 万元 is 元 × 10,000, % is the bare number × 0.01. Figures of one quantity are
// brought to one scale before they are added or compared; those of two quantities cannot be.
internal readonly record struct Unit(string Quantity, decimal Scale)
{
    public static Unit Bare { get; } = new("", 1);

    private static readonly (string Prefix, decimal Scale)[] Prefixes =
        [("万亿", 1_000_000_000_000), ("千亿", 100_000_000_000), ("百亿", 10_000_000_000), ("十亿", 1_000_000_000), ("亿", 100_000_000), ("千万", 10_000_000), ("百万", 1_000_000), ("十万", 100_000), ("万", 10_000)];

    private static readonly Dictionary<string, Unit> Named = new(StringComparer.Ordinal)
    {
        ["%"] = new("", 0.01m),
        ["‰"] = new("", 0.001m),
        ["倍"] = Bare,
        ["千元"] = new("元", 1000),
        ["千美元"] = new("美元", 1000),
        ["千克"] = new("吨", 0.001m),
        ["公斤"] = new("吨", 0.001m),
        ["克"] = new("吨", 0.000001m),
        ["千吨"] = new("吨", 1000),
        ["度"] = new("千瓦时", 1),
        ["千人"] = new("人", 1000),
        ["公里"] = new("米", 1000),
        ["千米"] = new("米", 1000),
        ["公顷"] = new("平方米", 10_000),
        ["亩"] = new("平方米", 10_000m / 15),
    };

    public static Unit Of(string written)
    {
        var unit = written.Trim().Replace('％', '%');
        if (Named.TryGetValue(unit, out var named))
        {
            return named;
        }

        var per = unit.LastIndexOf('/');
        if (per > 0 && per < unit.Length - 1)
        {
            return Of(unit[..per]) / Of(unit[(per + 1)..]);
        }

        foreach (var (prefix, scale) in Prefixes)
        {
            if (unit.Length > prefix.Length && unit.StartsWith(prefix, StringComparison.Ordinal))
            {
                var rest = Of(unit[prefix.Length..]);
                return rest with { Scale = rest.Scale * scale };
            }
        }

        return new Unit(unit, 1);
    }

    public static Unit operator *(Unit left, Unit right)
    {
        var quantity = left.Quantity.Length == 0 ? right.Quantity
            : right.Quantity.Length == 0 ? left.Quantity
            : left.Quantity.EndsWith("/" + right.Quantity, StringComparison.Ordinal) ? left.Quantity[..^(right.Quantity.Length + 1)]
            : right.Quantity.EndsWith("/" + left.Quantity, StringComparison.Ordinal) ? right.Quantity[..^(left.Quantity.Length + 1)]
            : $"{left.Quantity}·{right.Quantity}";
        return new Unit(quantity, left.Scale * right.Scale);
    }

    public static Unit operator /(Unit left, Unit right)
    {
        var quantity = left.Quantity == right.Quantity ? ""
            : right.Quantity.Length == 0 ? left.Quantity
            : $"{left.Quantity}/{right.Quantity}";
        return new Unit(quantity, left.Scale / right.Scale);
    }
}
