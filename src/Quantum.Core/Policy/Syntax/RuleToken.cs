namespace Quantum.Core.Policy.Syntax;

/// <summary>One word of a rule.</summary>
internal readonly record struct RuleToken(RuleTokenKind Kind, string Text)
{
    /// <summary>
    /// Splits a rule into words. A closing parenthesis ends a word unless it was opened inside it, so that
    /// <c>(rule:a or x:%(y)s)</c> needs no blanks; a literal in quotes may contain anything.
    /// </summary>
    public static List<RuleToken> Split(string text)
    {
        var tokens = new List<RuleToken>();
        var position = 0;
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
            }
            else if (text[position] is '(' or ')')
            {
                tokens.Add(new RuleToken(text[position] == '(' ? RuleTokenKind.Open : RuleTokenKind.Close, text[position].ToString()));
                position++;
            }
            else
            {
                var end = EndOfWord(text, position);
                tokens.Add(OfWord(text[position..end]));
                position = end;
            }
        }

        return tokens;
    }

    private static RuleToken OfWord(string word) => word.ToLowerInvariant() switch
    {
        "and" => new RuleToken(RuleTokenKind.And, word),
        "or" => new RuleToken(RuleTokenKind.Or, word),
        "not" => new RuleToken(RuleTokenKind.Not, word),
        _ => new RuleToken(RuleTokenKind.Check, word),
    };

    private static int EndOfWord(string text, int start)
    {
        var end = start;
        if (text[start] is '\'' or '"' && text.IndexOf(text[start], start + 1) is > 0 and var quote)
            end = quote + 1;

        for (var open = 0; end < text.Length && !char.IsWhiteSpace(text[end]); end++)
        {
            if (text[end] == '(')
                open++;
            else if (text[end] == ')' && open-- == 0)
                break;
        }

        return end;
    }
}

/// <summary>What a word of a rule is.</summary>
internal enum RuleTokenKind
{
    Open,
    Close,
    And,
    Or,
    Not,
    Check,
}
