using System.Globalization;
using System.Text;

namespace Deconv.Cli.Help;

/// <summary>Scripts that complete the command line in a shell, from the same definitions as the help.</summary>
internal static class Completions
{
    public static IReadOnlyList<(string Shell, Func<CommandPage, string> Script)> All { get; } =
    [("bash", Bash), ("zsh", Zsh), ("fish", Fish), ("pwsh", Pwsh)];

    private static string Bash(CommandPage program) =>
        $$"""
            # bash completion for deconv: source <(deconv completions bash)
            _deconv() {
                local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} path= i words=
                for ((i = 1; i < COMP_CWORD; i++)); do
                    case "$path ${COMP_WORDS[i]}" in
            {{Lines(program.All().Skip(1), c => $"            \" {c.Path}\") path=\" {c.Path}\" ;;")}}
                    esac
                done
                case "$path $previous" in
            {{Lines(
                WithValues(program),
                v => $"            {Cases(v.Prefix, v.Names)}) words={Quote(string.Join(' ', v.Values))} ;;"
            )}}
                esac
                if [[ -z $words ]]; then
                    case "$path" in
            {{Lines(program.All(), c => $"            \"{Prefix(c)}\") words={Quote(string.Join(' ', Words(c)))} ;;")}}
                    esac
                    [[ $current == -* || $path == "" || $path == " psf" || $path == " bench" ]] || words=
                fi
                local IFS=$' \n'
                COMPREPLY=($(compgen -W "$words" -- "$current"))
                [[ -n $words ]] || COMPREPLY=($(compgen -f -- "$current"))
            }
            complete -o filenames -o bashdefault -F _deconv deconv

            """;

    private static string Zsh(CommandPage program) =>
        $$"""
            #compdef deconv
            # zsh completion for deconv: deconv completions zsh > "${fpath[1]}/_deconv"
            _deconv() {
                local path= i previous=${words[CURRENT-1]} current=${words[CURRENT]}
                local -a choices
                for ((i = 2; i < CURRENT; i++)); do
                    case "$path ${words[i]}" in
            {{Lines(program.All().Skip(1), c => $"            \" {c.Path}\") path=\" {c.Path}\" ;;")}}
                    esac
                done
                case "$path $previous" in
            {{Lines(
                WithValues(program),
                v =>
                    $"            {Cases(v.Prefix, v.Names)}) choices=({string.Join(' ', v.Values.Select(Quote))}) ;;"
            )}}
                esac
                if (( ! $#choices )) && [[ $current == -* || -z $path || $path == " psf" || $path == " bench" ]]; then
                    case "$path" in
            {{Lines(program.All(), c => $"            \"{Prefix(c)}\") choices=({string.Join(' ', Words(c).Select(Quote))}) ;;")}}
                    esac
                fi
                if (( $#choices )); then compadd -- $choices; else _files; fi
            }
            if [[ $funcstack[1] == _deconv ]]; then _deconv "$@"; else compdef _deconv deconv; fi

            """;

    private static string Fish(CommandPage program)
    {
        var script = new StringBuilder("# fish completion for deconv: deconv completions fish > ~/.config/fish/completions/deconv.fish\n");
        foreach (CommandPage page in program.All())
        {
            string[] path = page.Path.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string below =
                page.Commands.Count > 0
                    ? $"; and not __fish_seen_subcommand_from {string.Join(' ', page.Commands.Select(c => c.Path.Split(' ')[^1]))}"
                    : "";
            string condition =
                path.Length == 0 ? "__fish_use_subcommand" : string.Join("; and ", path.Select(p => $"__fish_seen_subcommand_from {p}")) + below;
            foreach (CommandPage command in page.Commands)
                script.Append(
                    CultureInfo.InvariantCulture,
                    $"complete -c deconv -n {Quote(condition)} -f -a {command.Path.Split(' ')[^1]} -d {Quote(command.Headline)}\n"
                );
            foreach (OptionEntry option in page.Options)
            {
                string names = string.Concat(
                    option.Names.Select(n => n.StartsWith("--", StringComparison.Ordinal) ? $" -l {n[2..]}" : $" -s {n[1..]}")
                );
                string values =
                    option.Value.Length == 0 ? ""
                    : option.Values.Count > 0 ? $" -x -a {Quote(string.Join(' ', option.Values))}"
                    : " -r";
                script.Append(
                    CultureInfo.InvariantCulture,
                    $"complete -c deconv -n {Quote(condition)}{names}{values} -d {Quote(option.Description)}\n"
                );
            }
        }

        return script.ToString();
    }

    private static string Pwsh(CommandPage program) =>
        $$"""
            # PowerShell completion for deconv: deconv completions pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName deconv -ScriptBlock {
                param($word, $ast, $position)
                $commands = @{
            {{Lines(program.All(), c => $"        {PwshQuote(c.Path)} = @({string.Join(", ", Words(c).Select(PwshQuote))})")}}
                }
                $values = @{
            {{Lines(
                WithValues(program).SelectMany(v => v.Names.Select(n => (Key: $"{v.Prefix} {n}".TrimStart(), v.Values))).DistinctBy(v => v.Key),
                v => $"        {PwshQuote(v.Key)} = @({string.Join(", ", v.Values.Select(PwshQuote))})"
            )}}
                }
                $words = @($ast.CommandElements | Select-Object -Skip 1 |
                    Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.ToString() })
                $path = ''
                foreach ($w in $words) { $next = "$path $w".Trim(); if ($commands.ContainsKey($next)) { $path = $next } }
                $last = if ($words.Count) { $words[-1] } else { '' }
                $choices = @()
                if ($values.ContainsKey("$path $last".Trim())) { $choices = $values["$path $last".Trim()] }
                elseif ($word -like '-*' -or $path -in '', 'psf', 'bench') { $choices = $commands[$path] }
                $choices | Where-Object { $_ -like "$word*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }

            """;

    private static IEnumerable<(string Prefix, IReadOnlyList<string> Names, IReadOnlyList<string> Values)> WithValues(CommandPage program) =>
        from page in program.All()
        from option in page.Options
        where option.Values.Count > 0
        select (Prefix(page), option.Names, option.Values);

    private static IEnumerable<string> Words(CommandPage page) =>
        page.Commands.Select(c => c.Path.Split(' ')[^1]).Concat(page.Options.SelectMany(o => o.Names)).Append("--help").Distinct();

    /// <summary>An option of a command under all its names, as a pattern of a shell's case.</summary>
    private static string Cases(string prefix, IEnumerable<string> names) => string.Join('|', names.Select(n => $"\"{prefix} {n}\""));

    private static string Prefix(CommandPage page) => page.Path.Length == 0 ? "" : " " + page.Path;

    private static string Lines<T>(IEnumerable<T> items, Func<T, string> line) => string.Join('\n', items.Select(line));

    private static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static string PwshQuote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
