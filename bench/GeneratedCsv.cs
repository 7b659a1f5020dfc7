using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Gongxin.Bench;

// A file of 12 columns as authorities hand them in: codes, texts, numbers, dates. The same seed gives the same bytes.
// In the six typed columns one cell of a hundred does not fit its type; so does one row of seventeen.
internal sealed class GeneratedCsv(int seed)
{
    private const string Header =
        "record_code,subject_code,subject_name,province,category,quantity,amount,rate,issued_on,valid_until,active,note\n";

    private const string CodeSigns = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int RowBytesMax = 512;

    // How DuckDB alone is told the types.
    public const string DuckDbTypes =
        "{'quantity': 'BIGINT', 'amount': 'DECIMAL(18,2)', 'rate': 'DECIMAL(9,4)', 'issued_on': 'DATE', 'valid_until': 'DATE', 'active': 'BOOLEAN'}";

    public static string[] Categories { get; } = ["A01", "A02", "A03", "B01", "B02", "B07", "C01", "C02", "D05", "E01", "F03", "F09"];

    public static string[] Provinces { get; } =
    [
        "北京市", "天津市", "河北省", "山西省", "内蒙古自治区", "辽宁省", "吉林省", "黑龙江省", "上海市", "江苏省", "浙江省", "安徽省",
        "福建省", "江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省", "广西壮族自治区", "海南省", "重庆市", "四川省", "贵州省",
        "云南省", "西藏自治区", "陕西省", "甘肃省", "青海省", "宁夏回族自治区", "新疆维吾尔自治区",
    ];

    private static readonly string[] Trades = ["建筑工程", "环保科技", "食品", "物流", "医药", "电子商务", "机械制造", "农业发展"];
    private static readonly string[] Notes = ["年度检查合格", "抽查发现问题，已责令改正", "材料齐全，当场受理", "逾期未报送，已发通知", "经复核，维持原结论"];
    private static readonly DateOnly FirstDay = new(2015, 1, 1);

    private readonly Random _random = new(seed);
    private readonly byte[] _subject = new byte[18];

    public static long Write(string file, long rows, int seed = 20)
    {
        new GeneratedCsv(seed).Write(file, row => row < rows, null);
        return new FileInfo(file).Length;
    }

    // As many rows as fill so many bytes.
    public static long WriteBytes(string file, long bytes, int seed = 20)
    {
        new GeneratedCsv(seed).Write(file, _ => true, bytes);
        return new FileInfo(file).Length;
    }

    private void Write(string file, Func<long, bool> more, long? bytesMax)
    {
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var buffer = new byte[1 << 20];
        var filled = Encoding.UTF8.GetBytes(Header, buffer);
        for (long row = 0; more(row) && (bytesMax is null || stream.Position + filled < bytesMax); row++)
        {
            filled += WriteRow(buffer.AsSpan(filled), row);
            if (buffer.Length - filled < RowBytesMax)
            {
                stream.Write(buffer, 0, filled);
                filled = 0;
            }
        }

        stream.Write(buffer, 0, filled);
    }

    private int WriteRow(Span<byte> to, long row)
    {
        var issued = FirstDay.AddDays(_random.Next(3650));
        NewSubject();
        Utf8.TryWrite(to, CultureInfo.InvariantCulture, $"{row:D10},", out var length);
        _subject.CopyTo(to[length..]);
        length += _subject.Length;
        Append(to, ref length, $",{Any(Provinces)}{Any(Trades)}有限公司{_random.Next(100_000):D5}号,{Any(Provinces)},{Any(Categories)},");
        length += IsBad() ? Text(to[length..], "约三百") : Number(to[length..], _random.Next(1_000_000), "D");
        length += Text(to[length..], ",");
        length += IsBad() ? Text(to[length..], "12.3.4") : Number(to[length..], _random.Next(1_000_000_000) / 100m, "F2");
        length += Text(to[length..], ",");
        length += IsBad() ? Text(to[length..], "未核定") : Number(to[length..], _random.Next(1_000_000) / 10_000m, "F4");
        length += Text(to[length..], ",");
        length += Day(to[length..], issued);
        length += Text(to[length..], ",");
        length += _random.Next(10) == 0 ? 0 : Day(to[length..], issued.AddDays(365 * (1 + _random.Next(5))));
        length += Text(to[length..], IsBad() ? ",待定," : _random.Next(2) == 0 ? ",true," : ",false,");
        Append(to, ref length, $"{Any(Notes)}{_random.Next(10_000):D4}\n");
        return length;
    }

    private static void Append(Span<byte> to, ref int length, FormattableString text) =>
        length += Text(to[length..], text.ToString(CultureInfo.InvariantCulture));

    private static int Text(Span<byte> to, string text) => Encoding.UTF8.GetBytes(text, to);

    private static int Number<T>(Span<byte> to, T value, string format)
        where T : IUtf8SpanFormattable =>
        value.TryFormat(to, out var length, format, CultureInfo.InvariantCulture) ? length : throw new InvalidOperationException("A number is too long.");

    private int Day(Span<byte> to, DateOnly day) => IsBad() ? Text(to, "2024-13-45") : Number(to, day, "yyyy-MM-dd");

    private string Any(string[] among) => among[_random.Next(among.Length)];

    private bool IsBad() => _random.Next(100) == 0;

    private void NewSubject()
    {
        for (var at = 0; at < _subject.Length; at++)
        {
            _subject[at] = (byte)CodeSigns[_random.Next(CodeSigns.Length)];
        }

        (_subject[0], _subject[1]) = ((byte)'9', (byte)'1');
    }
}
