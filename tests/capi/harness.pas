{ The conformance protocol in Pascal, through the library alone: JSON Lines in, JSON Lines out (tests/conformance). }
program harness;

{$IFDEF FPC}{$MODE DELPHI}{$ENDIF}
{$APPTYPE CONSOLE}

uses
  SysUtils, sne;

{ The place after the JSON value that begins at a place. }
function EndOfValue(const line: RawByteString; at: Integer): Integer;
var
  depth: Integer;
begin
  depth := 0;
  repeat
    case line[at] of
      '"':
        begin
          Inc(at);
          while line[at] <> '"' do
          begin
            if line[at] = '\' then Inc(at);
            Inc(at);
          end;
        end;
      '{', '[': Inc(depth);
      '}', ']': Dec(depth);
    end;
    Inc(at);
  until (depth <= 0) and ((at > Length(line)) or (line[at] in [',', '}', ':']));
  Result := at;
end;

{ The value of a key of the outer object as it stands; empty when it is not there. }
function ValueOf(const line, key: RawByteString): RawByteString;
var
  at, name, colon, first: Integer;
begin
  Result := '';
  at := Pos('{', line) + 1;
  while (at <= Length(line)) and (line[at] <> '}') do
  begin
    name := at;
    while (name <= Length(line)) and (line[name] <> '"') do Inc(name);
    if name > Length(line) then Exit;
    colon := EndOfValue(line, name);
    first := colon;
    while line[first] <> ':' do Inc(first);
    repeat Inc(first) until line[first] <> ' ';
    at := EndOfValue(line, first);
    if Trim(Copy(line, name, colon - name)) = '"' + key + '"' then
    begin
      Result := Trim(Copy(line, first, at - first));
      Exit;
    end;
  end;
end;

function Operations: RawByteString;
const
  MARK = '"name":';
var
  list: PSneText;
  listed: RawByteString;
  at, ending: Integer;
begin
  list := nil;
  sne_operations(list, nil);
  listed := SneTake(list);
  Result := '';
  at := Pos(MARK, listed);
  while at > 0 do
  begin
    Delete(listed, 1, at + Length(MARK) - 1);
    ending := EndOfValue(listed, 1);
    if Result <> '' then Result := Result + ',';
    Result := Result + Copy(listed, 1, ending - 1);
    at := Pos(MARK, listed);
  end;
end;

function Reply(const line: RawByteString): RawByteString;
var
  operation, answer: RawByteString;
  status: Integer;
begin
  operation := ValueOf(line, 'operation');
  answer := SneAnswer(Copy(operation, 2, Length(operation) - 2), ValueOf(line, 'in'), status);
  if answer = '' then
    Result := '{"kind":"errored","seq":' + ValueOf(line, 'seq') + ',"message":"status ' + IntToStr(status) + '"}'
  else
    Result := '{"kind":"out","seq":' + ValueOf(line, 'seq') + ',"out":' + answer + '}';
end;

var
  line, kind: RawByteString;
begin
  while not Eof do
  begin
    ReadLn(line);
    kind := ValueOf(line, 'kind');
    if kind = '"hello"' then
      Write('{"kind":"hello","protocol":1,"name":"sne-pascal","version":"1","operations":[', Operations, ']}', #10)
    else if kind = '"case"' then
      Write(Reply(line), #10)
    else if kind = '"bye"' then
      Write('{"kind":"bye"}', #10);
    Flush(Output);
    if kind = '"bye"' then Break;
  end;
end.
