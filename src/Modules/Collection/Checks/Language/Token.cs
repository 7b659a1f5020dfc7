namespace Gongxin.Collection.Checks.Language;

internal enum TokenKind
{
    Number,
    Percent,
    Text,
    Date,
    Name,
    Function,
    If,
    Then,
    Else,
    And,
    Or,
    Not,
    Between,
    With,
    Among,
    NotAmong,
    Tolerance,
    Range,
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Times,
    Over,
    Open,
    Close,
    OpenCell,
    CloseCell,
    Comma,
    Sheet,
    End,
}

// A word of an expression. Text is what it says: the name, or the text between the quotes.
internal readonly record struct Token(TokenKind Kind, int At, int Length, string Text, decimal Number = 0);
