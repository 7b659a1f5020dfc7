namespace Gongxin.Collection.Checks.Language;

// Reads tokens into syntax, by the grammar of the page /collection/checks:
//
//   check      = "如果" either "则" check ["否则" check] | either
//   either     = both { "或" both }          both = negation { "且" negation }
//   negation   = "非" negation | comparison
//   comparison = sum [ { op sum ["±" sum] } | "介于" sum "与" sum | ["不"] "属于" "(" value { "," value } ")" ]
//   sum        = product { ("+" | "-") product }       product = factor { ("×" | "÷") factor }
//   factor     = "-" factor | number ["%"] | text | day | item | function "(" [ argument { "," argument } ] ")" | "(" check ")"
//   item       = [ sheet "!" ] name [ "[" name "]" ]   argument = item ".." item | check
internal sealed class Parser(IReadOnlyList<Token> tokens)
{
    private const int DepthMax = 60;

    private int _at;
    private int _depth;

    private Token Now => tokens[_at];

    public static Syntax Parse(string text, Names names)
    {
        var parser = new Parser(new Lexer(text, names).Run());
        var syntax = parser.Check();
        return parser.Now.Kind is TokenKind.End ? syntax : throw parser.Unexpected();
    }

    private Syntax Check()
    {
        if (++_depth > DepthMax)
        {
            throw CheckFaultException.At(Now.At, Math.Max(1, Now.Length), "check.too-deep");
        }

        var start = Now;
        Syntax syntax;
        if (Take(TokenKind.If))
        {
            var condition = Either();
            Take(TokenKind.Comma);
            Expect(TokenKind.Then, "则");
            var then = Check();
            if (Now.Kind is TokenKind.Comma && tokens[_at + 1].Kind is TokenKind.Else)
            {
                _at++;
            }

            var otherwise = Take(TokenKind.Else) ? Check() : null;
            syntax = new IfSyntax(start.At, (otherwise ?? then).End - start.At, condition, then, otherwise);
        }
        else
        {
            syntax = Either();
        }

        _depth--;
        return syntax;
    }

    private Syntax Either()
    {
        var left = Both();
        while (Take(TokenKind.Or))
        {
            left = new EitherSyntax(left, Both());
        }

        return left;
    }

    private Syntax Both()
    {
        var left = Negation();
        while (Take(TokenKind.And))
        {
            left = new BothSyntax(left, Negation());
        }

        return left;
    }

    private Syntax Negation()
    {
        var start = Now;
        if (!Take(TokenKind.Not))
        {
            return CompareWith(Sum());
        }

        var of = Negation();
        return new NotSyntax(start.At, of.End - start.At, of);
    }

    private Syntax CompareWith(Syntax left)
    {
        switch (Now.Kind)
        {
            case TokenKind.Between:
                _at++;
                var from = Sum();
                if (!Take(TokenKind.With))
                {
                    Expect(TokenKind.And, "与");
                }

                return new BothSyntax(
                    new ComparisonSyntax(Comparison.GreaterOrEqual, left, from, null), new ComparisonSyntax(Comparison.LessOrEqual, left, Sum(), null));
            case TokenKind.Among or TokenKind.NotAmong:
                return Among(left, Now.Kind is TokenKind.NotAmong);
            case TokenKind.Not when tokens[_at + 1].Kind is TokenKind.Among:
                _at++;
                return Among(left, true);
        }

        Syntax? chain = null;
        while (ComparisonOf(Now.Kind) is { } comparison)
        {
            _at++;
            var right = Sum();
            var link = new ComparisonSyntax(comparison, left, right, Take(TokenKind.Tolerance) ? Sum() : null);
            chain = chain is null ? link : new BothSyntax(chain, link);
            left = right;
        }

        return chain ?? left;
    }

    private AmongSyntax Among(Syntax of, bool isNot)
    {
        _at++;
        Expect(TokenKind.Open, "(");
        var values = new List<Syntax>();
        do
        {
            values.Add(Factor());
        }
        while (Take(TokenKind.Comma));

        var end = Now;
        Expect(TokenKind.Close, ")");
        return new AmongSyntax(of.At, end.At + 1 - of.At, of, values, isNot);
    }

    private Syntax Sum()
    {
        var left = Product();
        while (Now.Kind is TokenKind.Plus or TokenKind.Minus)
        {
            var operation = tokens[_at++].Kind is TokenKind.Plus ? Arithmetic.Add : Arithmetic.Subtract;
            left = new ArithmeticSyntax(operation, left, Product());
        }

        return left;
    }

    private Syntax Product()
    {
        var left = Factor();
        while (Now.Kind is TokenKind.Times or TokenKind.Over)
        {
            var operation = tokens[_at++].Kind is TokenKind.Times ? Arithmetic.Multiply : Arithmetic.Divide;
            left = new ArithmeticSyntax(operation, left, Factor());
        }

        return left;
    }

    private Syntax Factor()
    {
        var token = Now;
        switch (token.Kind)
        {
            case TokenKind.Number or TokenKind.Percent:
                _at++;
                return new NumberSyntax(token.At, token.Length, token.Number, token.Kind is TokenKind.Percent);
            case TokenKind.Text:
                _at++;
                return new TextSyntax(token.At, token.Length, token.Text);
            case TokenKind.Date:
                _at++;
                return new DateSyntax(token.At, token.Length, (int)token.Number);
            case TokenKind.Minus:
                return Negated(token);
            case TokenKind.Name:
                return Item();
            case TokenKind.Function:
                return Call(token);
            case TokenKind.Open:
                _at++;
                var inner = Check();
                Expect(TokenKind.Close, ")");
                return inner;
            default:
                throw Unexpected();
        }
    }

    private NegateSyntax Negated(Token minus)
    {
        _at++;
        if (++_depth > DepthMax)
        {
            throw CheckFaultException.At(minus.At, 1, "check.too-deep");
        }

        var of = Factor();
        _depth--;
        return new NegateSyntax(minus.At, of.End - minus.At, of);
    }

    private CallSyntax Call(Token word)
    {
        _at++;
        Expect(TokenKind.Open, "(");
        var arguments = new List<Syntax>();
        if (Now.Kind is not TokenKind.Close)
        {
            do
            {
                arguments.Add(Argument());
            }
            while (Take(TokenKind.Comma));
        }

        var end = Now;
        Expect(TokenKind.Close, ")");
        var function = Words.Functions[word.Text];
        var (min, max) = Words.Arguments(function);
        return arguments.Count >= min && arguments.Count <= max
            ? new CallSyntax(word.At, end.At + 1 - word.At, function, arguments)
            : throw CheckFaultException.At(word.At, end.At + 1 - word.At, "check.argument-count", word.Text, $"{min}–{max}");
    }

    private Syntax Argument()
    {
        var start = _at;
        if (Now.Kind is TokenKind.Name)
        {
            var from = Item();
            if (Take(TokenKind.Range))
            {
                var to = Item();
                return new RangeSyntax(from.At, to.End - from.At, from, to);
            }

            // No range: the item begins an expression.
            _at = start;
        }

        return Check();
    }

    private ItemSyntax Item()
    {
        var first = Now;
        Expect(TokenKind.Name, "…");
        var (sheet, name) = ((string?)null, first);
        if (Take(TokenKind.Sheet))
        {
            (sheet, name) = (first.Text, Now);
            Expect(TokenKind.Name, "…");
        }

        var end = name.At + name.Length;
        string? inner = null;
        if (Take(TokenKind.OpenCell))
        {
            inner = Now.Text;
            Expect(TokenKind.Name, "…");
            end = Now.At + 1;
            Expect(TokenKind.CloseCell, "]");
        }

        return new ItemSyntax(first.At, end - first.At, sheet, name.Text, inner);
    }

    private bool Take(TokenKind kind)
    {
        if (Now.Kind != kind)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(TokenKind kind, string sign)
    {
        if (!Take(kind))
        {
            throw CheckFaultException.At(Now.At, Math.Max(1, Now.Length), "check.expected", sign);
        }
    }

    private CheckFaultException Unexpected() => Now.Kind is TokenKind.End
        ? CheckFaultException.At(Now.At, 1, "check.ends-early")
        : CheckFaultException.At(Now.At, Now.Length, "check.unexpected", Now.Text.Length > 0 ? Now.Text : Now.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static Comparison? ComparisonOf(TokenKind kind) => kind switch
    {
        TokenKind.Equal => Comparison.Equal,
        TokenKind.Unequal => Comparison.Unequal,
        TokenKind.Less => Comparison.Less,
        TokenKind.LessOrEqual => Comparison.LessOrEqual,
        TokenKind.Greater => Comparison.Greater,
        TokenKind.GreaterOrEqual => Comparison.GreaterOrEqual,
        _ => null,
    };
}
